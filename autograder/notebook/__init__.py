"""A student's file: read, repaired, put in order, written."""
