// A target needs a source before it can build a precompiled header.
