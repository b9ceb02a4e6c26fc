/**
 * Han characters for use inside a character class of an expression without the `u` flag, which runs several times
 * faster than a script property: the basic block, extension A, and the halves of those beyond the basic plane.
 */
export const HAN_CLASS = '\\u3400-\\u9fff\\ud840-\\ud888\\udc00-\\udfff';
