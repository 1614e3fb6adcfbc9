# evenkeel_room(name [LINKS targets...] [TEST_LINKS targets...]): every .cpp of the current folder (and below) becomes the
# static library `room_<name>`, every *_test.cpp the program `<name>_test`, which ctest knows as <name>.

# Two precompiled headers for the whole house, built once by targets that define nothing: g++ accepts them in every room,
# also in those that add -D of a library. They hold system headers alone, so that no edit of ours builds them again.
add_library(house_pch STATIC EXCLUDE_FROM_ALL ${CMAKE_SOURCE_DIR}/cmake/pch.cpp)
target_precompile_headers(house_pch PRIVATE ${CMAKE_SOURCE_DIR}/src/base/pch.hpp)
add_library(house_test_pch STATIC EXCLUDE_FROM_ALL ${CMAKE_SOURCE_DIR}/cmake/pch.cpp)
target_link_libraries(house_test_pch PRIVATE GTest::gtest rapidcheck rapidcheck_gtest)
target_precompile_headers(house_test_pch PRIVATE ${CMAKE_SOURCE_DIR}/src/base/pch.hpp ${CMAKE_SOURCE_DIR}/cmake/test_pch.hpp)
# Test code itself goes without the undefined-behaviour checks: they cost a quarter of its build time, and what is to be
# watched is the product, which keeps them.
if("undefined" IN_LIST EVENKEEL_SANITIZE)
  set(house_test_options -fno-sanitize=undefined)
endif()
target_compile_options(house_test_pch PRIVATE ${house_test_options})

function(evenkeel_room name)
  cmake_parse_arguments(ARG "" "" "LINKS;TEST_LINKS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$|/main\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  if(sources)
    add_library(room_${name} STATIC ${sources})
    target_include_directories(room_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(room_${name} PUBLIC ${ARG_LINKS})
    target_precompile_headers(room_${name} REUSE_FROM house_pch)
  else()
    # A room of headers still carries its arrows.
    add_library(room_${name} INTERFACE)
    target_include_directories(room_${name} INTERFACE ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(room_${name} INTERFACE ${ARG_LINKS})
  endif()
  if(tests)
    add_executable(${name}_test ${tests})
    target_include_directories(${name}_test PRIVATE ${CMAKE_SOURCE_DIR}/tests) # "support/test_database.hpp"
    target_link_libraries(${name}_test PRIVATE room_${name} ${ARG_TEST_LINKS} GTest::gtest GTest::gtest_main rapidcheck rapidcheck_gtest)
    target_compile_options(${name}_test PRIVATE ${house_test_options})
    target_precompile_headers(${name}_test REUSE_FROM house_test_pch)
    add_test(NAME ${name} COMMAND ${name}_test)
  endif()
endfunction()
