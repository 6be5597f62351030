"""Weights and pictures out of names: tests/helpers/hashed-weights.ts makes the same numbers, bit by bit."""

import math

import numpy as np


def fnv1a(text):
    """FNV-1a of a name, 32 bits."""
    value = 0x811C9DC5
    for byte in text.encode("ascii"):
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def hashed_uniform(name, count):
    """`count` numbers in [-1, 1), multiples of 2^-23: MurmurHash3's finaliser over a counter."""
    x = (np.arange(count, dtype=np.uint64) * np.uint64(0x9E3779B9) + np.uint64(fnv1a(name))).astype(np.uint32)
    x ^= x >> np.uint32(16)
    x *= np.uint32(0x85EBCA6B)
    x ^= x >> np.uint32(13)
    x *= np.uint32(0xC2B2AE35)
    x ^= x >> np.uint32(16)
    return (x >> np.uint32(8)).astype(np.float64) / 2**23 - 1


# Centre and spread of each kind of weight; kernels are spread by their fan-in.
RANGES = {
    "bias": (0.0, 0.1),
    "gamma": (0.75, 0.25),
    "beta": (0.0, 0.25),
    "moving_mean": (0.0, 0.25),
    "mean": (0.45, 0.05),
    "variance": (0.25, 0.1),
}


def hashed_weight(name, shape, variance):
    """
    The weight `layer/weight` of a shape, float32. Running variances lie round `variance`: chosen for each
    architecture so that signals neither die nor explode on their way.
    """
    count = math.prod(shape)
    kind = name.rsplit("/", 1)[1]
    if kind == "kernel":
        depthwise = len(shape) == 4 and shape[3] == 1
        fan_in = math.prod(shape[:2] if depthwise else shape[:-1])
        centre, spread = 0.0, math.sqrt(6 / fan_in)
    elif kind == "moving_variance":
        centre, spread = variance, variance * 0.4
    else:
        centre, spread = RANGES[kind]
    return (centre + spread * hashed_uniform(name, count)).astype(np.float32).reshape(shape)


def hashed_picture(name, height, width):
    """A picture of 8 px patches, RGB in 0-255: [1, height, width, 3]."""
    rows, columns = -(-height // 8), -(-width // 8)
    patches = ((hashed_uniform(name, rows * columns * 3) + 1) * 127.5).astype(np.float32)
    whole = patches.reshape(rows, columns, 3).repeat(8, axis=0).repeat(8, axis=1)
    return whole[None, :height, :width]
