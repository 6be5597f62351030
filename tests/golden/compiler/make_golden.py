"""Makes kernels.safetensors and training.safetensors: what PyTorch computes, for the compiled graphs to repeat.

    python3 -m venv venv && venv/bin/pip install torch==2.15.0 numpy safetensors
    venv/bin/python tests/golden/compiler/make_golden.py

Inputs and weights come out of their names (tests/golden/hashed_weights.py), so only results are kept. All is
computed with 64 bits: the files hold what exact arithmetic gives, rounded to 32 bits once, and the metadata
tell how far PyTorch itself is off with 32 bits.
"""

import json
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from kernel_cases import kernel_results  # noqa: E402
from training_cases import training_results  # noqa: E402


def relative_error(actual, expected):
    return float((actual.double() - expected).abs().max() / expected.abs().max().clamp_min(1e-6))


def write(name, compute):
    exact, single = compute(torch.float64), compute(torch.float32)
    off = {key: f"{relative_error(single[key], exact[key]):.1e}" for key in exact}
    arrays = {key: value.float().contiguous() for key, value in exact.items()}
    metadata = {"torch": torch.__version__, "float32Error": json.dumps(off)}
    save_file(arrays, HERE / f"{name}.safetensors", metadata)
    worst = sorted(off.items(), key=lambda item: -float(item[1]))[:5]
    print(name, len(arrays), "arrays; PyTorch itself with 32 bits is off by", worst)


torch.use_deterministic_algorithms(True)
write("kernels", kernel_results)
write("training", training_results)
