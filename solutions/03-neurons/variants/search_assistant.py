# question: random_search
# why: assistant style
from collections.abc import Callable

def random_search(error: Callable, size: int, draws: int, width: float, rng: np.random.Generator) -> tuple[np.ndarray, float]:
    if size < 1 or draws < 1:
        raise ValueError("size and draws must be positive")
    candidates = rng.uniform(-width, width, (draws, size))
    errors = np.asarray(error(candidates), dtype=float)
    if errors.shape != (draws,):
        raise ValueError("error must return one value per candidate")
    best_idx = int(np.argmin(errors))
    return candidates[best_idx].copy(), float(errors[best_idx])
