"""Makes preparation.json: one small picture, flipped, sheared and resized by TensorFlow's own operators, as the
KerasCV layers RandomFlip, RandomShear and JitteredResize call them. Needs numpy and tensorflow.

Shearing is given half a pixel's shift, so that pixel middles lie at halves; the places where TensorFlow mixes the
picture with the fill are marked with -1 and not compared.
"""

import json
from pathlib import Path

import numpy as np
import tensorflow as tf

SIDE = 24
random = np.random.default_rng(20)
# Smooth enough that a rounding of the place does not become one of the colour.
coarse = random.integers(0, 256, (6, 6, 3)).astype(np.float32)
picture = np.round(tf.image.resize(coarse, (SIDE, SIDE), method="bicubic").numpy()).clip(0, 255)
image = tf.constant(picture[None])


def transform(inverse):
    """inverse: 3 x 3 from places in the result to places in the picture, pixel middles at halves."""
    half = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])
    index = np.linalg.inv(half) @ inverse @ half
    apply = lambda x, fill: tf.raw_ops.ImageProjectiveTransformV3(
        images=x,
        transforms=index.reshape(1, 9)[:, :8].astype(np.float32),
        output_shape=[SIDE, SIDE],
        interpolation="BILINEAR",
        fill_mode="CONSTANT",
        fill_value=fill,
    ).numpy()[0]
    dark, light = apply(image, 0.0), apply(image, 255.0)
    return np.where(np.abs(dark - light) > 0.5, -1, dark)


def cut(pixels, scale):
    """JitteredResize scales what shearing left inside the picture, so that the rest stays black."""
    end = round(SIDE * scale)
    pixels[end:] = 0
    pixels[:, end:] = 0
    return pixels


def jitter(scale, crop_x, crop_y):
    scaled = int(round(SIDE * scale))
    overhang = max(0, scaled - SIDE)
    left, top = int(overhang * crop_x), int(overhang * crop_y)
    resized = tf.image.resize(image[0], (scaled, scaled), method="bilinear")
    cropped = resized[top : top + SIDE, left : left + SIDE]
    return tf.image.pad_to_bounding_box(cropped, 0, 0, SIDE, SIDE).numpy()


def matrix(xx=1.0, xy=0.0, x0=0.0, yx=0.0, yy=1.0, y0=0.0):
    return np.array([[xx, xy, x0], [yx, yy, y0], [0, 0, 1]])


def everything(flipped, shear_x, shear_y, scale, crop_x, crop_y):
    scaled = round(SIDE * scale)
    overhang = max(0, scaled - SIDE)
    flip = matrix(xx=-1, x0=SIDE) if flipped else matrix()
    resize = matrix(
        xx=scaled / SIDE,
        x0=-int(overhang * crop_x),
        yy=scaled / SIDE,
        y0=-int(overhang * crop_y),
    )
    return resize @ matrix(yx=-shear_y) @ matrix(xy=-shear_x) @ flip


def variation(flipped=False, shearX=0, shearY=0, scale=1, cropX=0, cropY=0):
    return dict(flipped=flipped, shearX=shearX, shearY=shearY, scale=scale, cropX=cropX, cropY=cropY)


mixed = [
    variation(True, 0.12, -0.07, 1.27, 0.6, 0.3),
    variation(False, -0.2, 0.2, 0.8, 0.4, 0.9),
    variation(True, -0.05, -0.19, 1.0, 0, 0),
]
cases = [
    (variation(flipped=True), tf.image.flip_left_right(image[0]).numpy()),
    (variation(scale=1.3, cropX=0.5, cropY=0.99), jitter(1.3, 0.5, 0.99)),
    (variation(scale=0.75), jitter(0.75, 0, 0)),
    (variation(shearX=0.2), transform(matrix(xy=0.2))),
    (variation(shearX=-0.15), transform(matrix(xy=-0.15))),
    (variation(shearY=0.17), transform(matrix(yx=0.17))),
    *[(one, cut(transform(np.linalg.inv(everything(*one.values()))), one["scale"])) for one in mixed],
]
flat = lambda values: [int(value) for value in np.floor(np.asarray(values) + 0.5).reshape(-1)]
Path(__file__).with_name("preparation.json").write_text(
    json.dumps(
        {
            "side": SIDE,
            "picture": flat(picture),
            "cases": [{"variation": how, "pixels": flat(pixels)} for how, pixels in cases],
        },
        separators=(",", ":"),
    )
    + "\n"
)
