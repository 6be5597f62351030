/**
 * Code of the thread that decodes HEIC. It is text because what starts it ends up in several bundles, and a
 * file beside them would have to be named in each. `workerData.decoder` is the path of `heic-decode`.
 *
 * `heic-decode` gives pixels alone, so colours come from libheif's C interface (heif.h): a `heif_error`
 * (12 bytes, code first) is written to the first argument, what is asked for behind it;
 * `heif_color_profile_nclx` has its primaries at byte 4, its transfer at byte 8.
 */
export const HEIC_THREAD = `
const { createRequire } = require('node:module');
const { parentPort, workerData } = require('node:worker_threads');
const decode = require(workerData.decoder);
const libheif = createRequire(workerData.decoder)('libheif-js/wasm-bundle');

const word = (address) => libheif.HEAPU32[address >> 2];

function colourOf(bytes) {
  const file = libheif._malloc(bytes.length);
  const error = libheif._malloc(16);
  const answer = error + 12;
  const context = libheif._heif_context_alloc();
  let image = 0;
  let colour = 0;
  try {
    libheif.HEAPU8.set(bytes, file);
    libheif._heif_context_read_from_memory_without_copy(error, context, file, bytes.length, 0);
    if (word(error) !== 0) return null;
    libheif._heif_context_get_primary_image_handle(error, context, answer);
    if (word(error) !== 0) return null;
    image = word(answer);
    libheif._heif_image_handle_get_nclx_color_profile(error, image, answer);
    if (word(error) !== 0) return null;
    colour = word(answer);
    return { primaries: word(colour + 4), transfer: word(colour + 8) };
  } finally {
    if (colour !== 0) libheif._heif_nclx_color_profile_free(colour);
    if (image !== 0) libheif._heif_image_handle_release(image);
    libheif._heif_context_free(context);
    libheif._free(error);
    libheif._free(file);
  }
}

parentPort.on('message', async ({ bytes, index }) => {
  try {
    const images = await decode.all({ buffer: bytes });
    try {
      const image = images[index] ?? images[0];
      const { width, height, data } = await image.decode();
      const pixels = new Uint8Array(data.buffer);
      parentPort.postMessage({ width, height, data: pixels, colour: colourOf(bytes) }, [pixels.buffer]);
    } finally {
      images.dispose();
    }
  } catch (error) {
    parentPort.postMessage({ failed: String(error) });
  }
});
`;
