/*
 * ONNX Runtime, as it is published, tells its maker of every process, session and model from version 1.29 on, outside
 * Windows by itself over the network. It asks for this variable when its first session is made, not when it is loaded.
 */
process.env['ORT_DISABLE_TELEMETRY'] = '1';
