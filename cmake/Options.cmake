# How everything is compiled.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

option(EVENKEEL_SANITIZE "address;undefined, thread, or empty" "")
set(EVENKEEL_SANITIZE "" CACHE STRING "")

find_program(CCACHE ccache)
if(CCACHE)
  # The same source in another folder is the same object: paths are made relative to the source tree.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_MAXSIZE=10G ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual -Wimplicit-fallthrough)
# Boost.Beast and friends are system headers; g++ 12 still warns from inside inlined library code when it optimises.
add_compile_options(-Wno-missing-field-initializers)
if(NOT CMAKE_BUILD_TYPE STREQUAL "Release")
  add_compile_options(-Werror)  # who only wants to run it is not stopped by what another g++ finds odd when it optimises
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release" OR EVENKEEL_SANITIZE STREQUAL "thread")
  add_compile_options(-Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds)
endif()
if(EVENKEEL_SANITIZE)
  string(REPLACE ";" "," sanitize "${EVENKEEL_SANITIZE}")
  add_compile_options(-fsanitize=${sanitize} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  if("undefined" IN_LIST EVENKEEL_SANITIZE)
    # These two cost a third of the build time; a null pointer is caught by the address sanitizer as well.
    add_compile_options(-fno-sanitize=null,alignment)
  endif()
  add_link_options(-fsanitize=${sanitize})
endif()
