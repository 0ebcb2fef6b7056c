"""Everything about running code that nobody vouches for: a warm parent, a jail, and frames of plain data between."""
