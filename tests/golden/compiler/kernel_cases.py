"""Single operations and pieces of networks: values, and gradients under uneven weights. Pictures are NHWC."""

import torch
import torch.nn.functional as F

from layers import Parameters, hashed, normalization
from networks import pyramid_pool, split_stage


def image(x):
    return x.permute(0, 3, 1, 2)


def back(y):
    return y.permute(0, 2, 3, 1)


def convolution(x, w, stride=1, pad=(0, 0, 0, 0), dilation=1, groups=1):
    """`pad` is left, right, top, bottom; `w` is HWIO."""
    weights = w.permute(3, 2, 0, 1) if groups == 1 else w.permute(2, 3, 0, 1).reshape(-1, 1, *w.shape[:2])
    return back(F.conv2d(F.pad(image(x), pad), weights, stride=stride, dilation=dilation, groups=groups))


def transposed(x, w, stride, cut):
    """`w` is HWOI; `cut` takes rows and columns off the end, which is what TensorFlow's 'same' does."""
    y = F.conv_transpose2d(image(x), w.permute(3, 2, 0, 1), stride=stride)
    return back(y[:, :, : y.shape[2] - cut, : y.shape[3] - cut])


def resized(x, size, mode, **options):
    return back(F.interpolate(image(x), size=size, mode=mode, **options))


def tied(x):
    """Multiples of a half: many are equal, and the first of them wins."""
    return torch.round(x * 2) / 2


def pooled(x, side, stride, pad):
    return back(F.max_pool2d(image(x), side, stride, pad))


def averaged(x, side, stride, pad):
    return back(F.avg_pool2d(image(x), side, stride, pad, count_include_pad=False))


PICTURE = [2, 7, 9, 3]
EVEN = [2, 8, 6, 3]
ROWS = [6, 5]

# Name, shapes of the inputs, function of them.
CASES = {
    "convolution padded unevenly": ([PICTURE, [3, 3, 3, 4]], lambda x, w: convolution(x, w, 2, (1, 2, 0, 1))),
    "convolution padded by one": ([EVEN, [3, 3, 3, 4]], lambda x, w: convolution(x, w, 2, (1, 1, 1, 1))),
    "convolution 5 x 5": ([PICTURE, [5, 5, 3, 4]], lambda x, w: convolution(x, w, 1, (2, 2, 2, 2))),
    "depthwise convolution": ([EVEN, [3, 3, 3, 2]], lambda x, w: convolution(x, w, 2, (1, 1, 1, 1), groups=3)),
    "transposed convolution, valid": ([PICTURE, [3, 3, 4, 3]], lambda x, w: transposed(x, w, 2, 0)),
    "transposed convolution, same": ([PICTURE, [3, 3, 4, 3]], lambda x, w: transposed(x, w, 2, 1)),
    "max pool 3, stride 2": ([PICTURE], lambda x: pooled(x, 3, 2, 1)),
    "tied max pool 3, stride 2": ([PICTURE], lambda x: pooled(tied(x.detach()) + x - x.detach(), 3, 2, 1)),
    "tied max pool 5": ([PICTURE], lambda x: pooled(tied(x.detach()) + x - x.detach(), 5, 1, 2)),
    "average pool 3, stride 2": ([PICTURE], lambda x: averaged(x, 3, 2, 1)),
    "bilinear, aligned corners": ([PICTURE], lambda x: resized(x, [13, 5], "bilinear", align_corners=True)),
    "bilinear, half-pixel centres": ([PICTURE], lambda x: resized(x, [13, 20], "bilinear", align_corners=False)),
    "bilinear, reduced": ([PICTURE], lambda x: resized(x, [3, 5], "bilinear", align_corners=False)),
    "nearest": ([PICTURE], lambda x: resized(x, [11, 5], "nearest")),
    "nearest, half-pixel centres": ([PICTURE], lambda x: resized(x, [11, 5], "nearest-exact")),
    "nearest, doubled": ([PICTURE], lambda x: resized(x, [14, 18], "nearest")),
    "softmax cross-entropy": ([ROWS], lambda x: F.cross_entropy(4 * x, torch.tensor([0, 4, 2, 2, 1, 3]))),
    "binary cross-entropy with logits": (
        [ROWS, ROWS],
        lambda x, y: F.binary_cross_entropy_with_logits(9 * x, (y + 1) / 2),
    ),
    "silu": ([ROWS], lambda x: F.silu(9 * x)),
    "gelu": ([ROWS], lambda x: F.gelu(4 * x)),
    "hard swish": ([ROWS], lambda x: F.hardswish(5 * x)),
    "softplus": ([ROWS], lambda x: F.softplus(30 * x)),
    "selu": ([ROWS], lambda x: F.selu(3 * x)),
    "log-softmax": ([ROWS], lambda x: F.log_softmax(9 * x, -1)),
}


def keep(results, name, y, inputs):
    results[f"{name}/output"] = y.detach()
    weights = hashed(f"{name}/weights", list(y.shape), y.dtype)
    for key, gradient in zip(inputs, torch.autograd.grad((y * weights).sum(), list(inputs.values()))):
        results[f"{name}/gradient/{key}"] = gradient


def pieces(dtype):
    """Parts of networks, with their parameters and running statistics."""
    made = {
        "normalization": lambda p, x: normalization(p, "normalization", 3 * x + 1),
        "split stage": lambda p, x: split_stage(p, "stage", x, 8, 2, True),
        "pyramid pool": lambda p, x: pyramid_pool(p, "pool", x, 8),
    }
    results = {}
    for name, compute in made.items():
        parameters = Parameters(dtype)
        x = hashed(f"{name}/0", [2, 6, 7, 8], dtype).requires_grad_()
        y = back(compute(parameters, image(x)))
        keep(results, name, y, {"0": x, **parameters.trained})
        results |= {
            f"{name}/statistic/{key}": value for key, value in parameters.statistics_of_batch.items()
        }
    return results


def kernel_results(dtype):
    results = {}
    for name, (shapes, compute) in CASES.items():
        inputs = {
            str(index): hashed(f"{name}/{index}", shape, dtype).requires_grad_()
            for index, shape in enumerate(shapes)
        }
        keep(results, name, compute(*inputs.values()), inputs)
    return results | pieces(dtype)
