"""
Makes tests/fixtures/keras/*.h5: one small network with the weights of hashed_weights.py, in every layout in which
Keras's weights files come. Needs tensorflow, keras 3 and h5py.

    python tests/golden/make_keras_files.py
"""

import os
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import h5py
import keras
import numpy as np
from keras import layers
from keras.src.legacy.saving import legacy_h5_format

from hashed_weights import hashed_weight

FOLDER = Path(__file__).parent.parent / "fixtures" / "keras"
VARIANCE = 1.0


def small_network():
    keras.utils.clear_session()
    x = pixels = keras.Input((8, 8, 3))
    x = layers.Rescaling(1 / 255)(x)
    x = layers.Normalization(axis=3)(x)
    x = layers.Conv2D(4, 3, name="stem_conv")(x)
    x = layers.BatchNormalization(name="stem_bn")(x)
    x = layers.DepthwiseConv2D(3, use_bias=False, name="dwconv")(x)
    x = layers.Conv2D(2, 1, name="head_conv")(layers.ReLU()(x))
    model = keras.Model(pixels, x)
    for weight in model.weights:
        if weight.path != "normalization/count":
            weight.assign(hashed_weight(weight.path, tuple(weight.shape), VARIANCE))
    return model


def old_file(file, model):
    """As Keras 1 wrote VGG19: other weight names, texts of variable length, lists in pieces, and packed doubles."""
    named = [layer for layer in model.layers if layer.weights and layer.name != "normalization"]
    with h5py.File(file, "w") as target:
        text = h5py.string_dtype()
        for index, piece in enumerate(np.array_split([layer.name for layer in named], 2)):
            target.attrs.create(f"layer_names{index}", list(piece), dtype=text)
        for layer in named:
            group = target.create_group(layer.name)
            names = [f"{layer.name}_{'Wbcd'[index]}_1:0" for index in range(len(layer.weights))]
            group.attrs.create("weight_names", names, dtype=text)
            for name, weight in zip(names, layer.weights):
                values = weight.numpy().astype("f8")
                group.create_dataset(name, data=values, chunks=values.shape, compression="gzip", shuffle=True)


def main():
    FOLDER.mkdir(exist_ok=True)
    model = small_network()
    with h5py.File(FOLDER / "published-layout.h5", "w") as target:
        legacy_h5_format.save_weights_to_hdf5_group(target, model)
    model.save(FOLDER / "whole-model.h5")
    model.save_weights(FOLDER / "keras-3.weights.h5")
    old_file(FOLDER / "old-names.h5", model)
    with h5py.File(FOLDER / "half-precision.h5", "w") as target:
        target.attrs["layer_names"] = [b"head_conv"]
        group = target.create_group("head_conv")
        group.attrs["weight_names"] = [b"kernel", b"bias"]
        group["kernel"] = np.zeros((1, 1, 4, 2), "f2")
        group["bias"] = np.zeros(2, "f2")
    with h5py.File(FOLDER / "no-weights.h5", "w") as target:
        target["temperatures"] = np.arange(4.0)


main()
