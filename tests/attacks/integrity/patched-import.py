# why: an import inside a check brings a module of the student's
# points: 0
# verdict: ok

# %%
import builtins
import types

fake = types.SimpleNamespace(arange=np.arange, array_equal=lambda *values: True)
true_import = builtins.__import__
builtins.__import__ = lambda name, *rest, **more: fake if name == "numpy" else true_import(name, *rest, **more)


def double(values):
    return values
