# Writes the bytes of a file as a C array.
#   cmake -DFROM=FILE -DTO=FILE.c -DNAME=NAME -DKIND=catalog|text -P embed.cmake
file(READ ${FROM} hex HEX)
string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
string(REGEX REPLACE "((0x..,){20})" "\\1\n" bytes "${bytes}")
if(KIND STREQUAL catalog)
  file(WRITE ${TO} "#include \"words_catalog.h\"\n\nstatic const unsigned char bytes[] = {\n${bytes}};\n"
    "const struct words_catalog ${NAME} = {bytes, sizeof bytes};\n")
else()
  file(WRITE ${TO} "#include \"style.h\"\n\nconst char ${NAME}[] = {\n${bytes}0};\n")
endif()
