# The libraries that src/web/foreign fetched and compiled, one target each: foreign-NAME.
execute_process(COMMAND ${CMAKE_SOURCE_DIR}/src/web/foreign/fetch
  OUTPUT_VARIABLE foreign OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
foreach(name IN ITEMS machine sqlite3 sodium expat z zip jansson)
  add_library(foreign-${name} STATIC IMPORTED)
  set_target_properties(foreign-${name} PROPERTIES
    IMPORTED_LOCATION ${foreign}/lib/lib${name}.a
    INTERFACE_INCLUDE_DIRECTORIES ${foreign}/include)
endforeach()
target_link_libraries(foreign-zip INTERFACE foreign-z foreign-machine)
target_link_libraries(foreign-expat INTERFACE foreign-machine)
# libsodium's word for a caller's mistake is a signal.
target_link_libraries(foreign-sodium INTERFACE foreign-machine wasi-emulated-signal)
