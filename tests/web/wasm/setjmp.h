/* There are no long jumps here; cmocka.h of this folder needs none. */
#ifndef TOWNLINE_WASM_SETJMP_H
#define TOWNLINE_WASM_SETJMP_H
#endif
