// What the editor does beside the page: finding differences, links and words.
import 'monaco-editor/esm/vs/editor/editor.worker.js';
