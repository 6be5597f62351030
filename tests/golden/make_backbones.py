"""
Makes tests/golden/backbones.json: what Keras's own VGG19, ResNet50 and EfficientNetB3 answer, with the weights and
the picture of hashed_weights.py. A few hundred values of each answer are kept.

    python tests/golden/make_backbones.py
    python tests/golden/make_backbones.py --full <folder>

With --full it also saves the weights in the layout of the published files, and whole feature maps, for
tests/opt-in/backbone-files.test.ts. Needs tensorflow, keras 3 and h5py.
"""

import json
import os
import sys
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import h5py
import keras
import numpy as np
from keras.src.legacy.saving import legacy_h5_format
from keras.src.utils import file_utils

from hashed_weights import hashed_picture, hashed_weight

KEPT = 400

# Name, constructor, preprocess_input, picture's height and width, centre of the running variances.
APPLICATIONS = keras.applications
BACKBONES = [
    ("vgg19", APPLICATIONS.VGG19, APPLICATIONS.vgg19.preprocess_input, 32, 64, 1.0),
    ("resnet50", APPLICATIONS.ResNet50, APPLICATIONS.resnet.preprocess_input, 75, 90, 1.25),
    ("efficientnet-b3", APPLICATIONS.EfficientNetB3, APPLICATIONS.efficientnet.preprocess_input, 75, 90, 0.55),
]
# What the published EfficientNet files hold: ImageNet's mean, and its deviations in place of the variances.
PUBLISHED_MEAN = [0.485, 0.456, 0.406]
PUBLISHED_DEVIATIONS = [0.229, 0.224, 0.225]


def fill(model, variance):
    for weight in model.weights:
        if weight.path != "normalization/count":
            weight.assign(hashed_weight(weight.path, tuple(weight.shape), variance))
    for layer in model.layers:
        if hasattr(layer, "finalize_state"):
            layer.finalize_state()


def save_as_published(model, file):
    """The layout of the published files: a group a layer, names in attributes."""
    with h5py.File(file, "w") as target:
        legacy_h5_format.save_weights_to_hdf5_group(target, model)


def sample(values):
    """A prime stride that shares no factor with the channels meets all channels and cells."""
    flat = values.ravel()
    stride = max(5, flat.size // KEPT)
    while any(stride % factor == 0 for factor in range(2, int(stride**0.5) + 1)):
        stride += 1
    return {"stride": stride, "values": [float(np.format_float_positional(v, 7, fractional=False)) for v in flat[::stride]]}


def published_branch(make, model, picture, folder):
    """The features that Keras gives for its own download, here of our weights: it scales pixels once more."""
    normalization = model.get_layer("normalization")
    count = normalization.weights[2].numpy()
    normalization.set_weights([np.float32(PUBLISHED_MEAN), np.float32(PUBLISHED_DEVIATIONS), count])
    file = folder / "published_notop.h5"
    save_as_published(model, file)
    file_utils.get_file = lambda *_args, **_rest: str(file)
    published = make(weights="imagenet", include_top=False, input_shape=model.input_shape[1:])
    assert any(layer.name.startswith("rescaling_") for layer in published.layers)
    return published(picture, training=False).numpy()


def main():
    here = Path(__file__).parent
    full = Path(sys.argv[sys.argv.index("--full") + 1]) if "--full" in sys.argv else None
    scratch = full or here
    result = {}
    for name, make, preprocess, height, width, variance in BACKBONES:
        keras.utils.clear_session()
        whole = make(weights=None, include_top=True, input_shape=(height, width, 3), classifier_activation=None)
        fill(whole, variance)
        keras.utils.clear_session()
        model = make(weights=None, include_top=False, input_shape=(height, width, 3))
        fill(model, variance)
        picture = preprocess(hashed_picture(name, height, width).copy())
        features = model(picture, training=False).numpy()
        logits = whole(picture, training=False).numpy()
        entry = {
            "variance": variance,
            "height": height,
            "width": width,
            "parameters": model.count_params(),
            "shape": list(features.shape[1:]),
            "features": sample(features),
            "logits": sample(logits),
        }
        if full:
            full.mkdir(parents=True, exist_ok=True)
            save_as_published(model, full / f"{name}_notop.h5")
            model.save_weights(full / f"{name}.weights.h5")
            features.astype("<f4").tofile(full / f"{name}.features.f32")
        if name == "efficientnet-b3":
            published = published_branch(make, model, picture, scratch)
            entry["published"] = sample(published)
            if full:
                published.astype("<f4").tofile(full / f"{name}.published.f32")
            else:
                (scratch / "published_notop.h5").unlink()
        result[name] = entry
        print(name, features.shape, "deviation", features.std(), "largest", np.abs(features).max())
    (here / "backbones.json").write_text(json.dumps(result) + "\n")


main()
