// Checks and completes variables and headers.
import 'monaco-editor/esm/vs/language/json/json.worker.js';
