"""Makes optimizers.json: five steps of Keras's optimisers on given gradients.

    python3 -m venv venv && venv/bin/pip install tensorflow-cpu==2.21.0 keras==3.15.1
    venv/bin/python tests/golden/make_optimizers.py

The tests feed the same gradients to ours.
"""

import json
from pathlib import Path

import keras
import numpy as np

STEPS = 5
LEARNING_RATE = 0.02

random = np.random.default_rng(5)
start = random.normal(size=6).round(3).astype(np.float32)
gradients = random.normal(scale=0.5, size=(STEPS, 6)).round(3).astype(np.float32)

CASES = {
    "sgd": ({"kind": "sgd", "momentum": 0}, keras.optimizers.SGD(LEARNING_RATE)),
    "momentum": ({"kind": "sgd", "momentum": 0.8}, keras.optimizers.SGD(LEARNING_RATE, momentum=0.8)),
    "nesterov": (
        {"kind": "sgd", "momentum": 0.8, "nesterov": True},
        keras.optimizers.SGD(LEARNING_RATE, momentum=0.8, nesterov=True),
    ),
    "rmsprop": ({"kind": "rmsprop"}, keras.optimizers.RMSprop(LEARNING_RATE)),
    "rmsprop, momentum": (
        {"kind": "rmsprop", "momentum": 0.7, "rho": 0.8},
        keras.optimizers.RMSprop(LEARNING_RATE, momentum=0.7, rho=0.8),
    ),
    "rmsprop, centred": (
        {"kind": "rmsprop", "centered": True, "epsilon": 1e-3},
        keras.optimizers.RMSprop(LEARNING_RATE, centered=True, epsilon=1e-3),
    ),
    "adam": (
        {"kind": "adam", "weightDecay": 0, "epsilon": 1e-7},
        keras.optimizers.Adam(LEARNING_RATE, epsilon=1e-7),
    ),
    "adam, decay": (
        {"kind": "adam", "weightDecay": 0.05, "epsilon": 1e-7},
        keras.optimizers.AdamW(LEARNING_RATE, weight_decay=0.05, epsilon=1e-7),
    ),
}


def rounded(array):
    return [round(float(value), 7) for value in array]


def values_after_each_step(optimizer):
    variable = keras.Variable(start)
    steps = []
    for gradient in gradients:
        optimizer.apply([keras.ops.convert_to_tensor(gradient)], [variable])
        steps.append(rounded(variable.numpy()))
    return steps


golden = {
    "learningRate": LEARNING_RATE,
    "keras": keras.__version__,
    "start": rounded(start),
    "gradients": [rounded(gradient) for gradient in gradients],
    "cases": [
        {"name": name, "choice": choice, "values": values_after_each_step(optimizer)}
        for name, (choice, optimizer) in CASES.items()
    ],
}
Path(__file__).with_name("optimizers.json").write_text(json.dumps(golden, indent=1) + "\n")
