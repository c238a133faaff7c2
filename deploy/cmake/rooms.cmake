# A room is a folder with one concern. fudai_room() makes of the current folder:
#   - a library of its .cc files, named after its path (common/redis → common_redis),
#   - with its Lua scripts, if it has a folder lua/, embedded as constants: lua/claim.lua → kClaimLua in "<room>/lua.h",
#   - a test program of its *_test.cc files, linked with what TEST_USES names in addition.
# A room links only what USES names (rooms by their paths, other libraries by their targets), and headers of what it does not name
# are refused by tests/check; so the table of rooms in docs/architecture.md is what the tree obeys.
function(fudai_room)
  cmake_parse_arguments(ARG "" "" "USES;TEST_USES" ${ARGN})
  file(RELATIVE_PATH path ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  fudai_target_names(room ${path})
  fudai_target_names(uses ${ARG_USES})
  fudai_target_names(test_uses ${ARG_TEST_USES})

  file(GLOB sources CONFIGURE_DEPENDS *.cc)
  file(GLOB tests CONFIGURE_DEPENDS *_test.cc)
  file(GLOB scripts CONFIGURE_DEPENDS lua/*.lua)
  list(REMOVE_ITEM sources ${tests} ${CMAKE_CURRENT_SOURCE_DIR}/main.cc)
  if(scripts)
    fudai_embed_lua(${path} embedded ${scripts})
    list(APPEND sources ${embedded})
  endif()

  if(sources)
    add_library(${room} STATIC ${sources})
    set(scope PUBLIC)
  else()
    add_library(${room} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_link_libraries(${room} ${scope} fudai_options ${uses})
  if(scripts)
    target_include_directories(${room} PUBLIC ${CMAKE_BINARY_DIR})
  endif()

  if(tests)
    add_executable(${room}_test ${tests})
    target_link_libraries(${room}_test PRIVATE ${room} ${test_uses} GTest::gmock GTest::gtest_main)
    add_test(NAME ${path} COMMAND ${room}_test)
    set_tests_properties(${path} PROPERTIES TIMEOUT 600)
  endif()
endfunction()

# Sets `out` to the target names of the given rooms and libraries.
function(fudai_target_names out)
  set(names)
  foreach(name IN LISTS ARGN)
    if(name MATCHES "^(common|services|proto|tests)/")
      string(REPLACE "/" "_" name ${name})
    endif()
    list(APPEND names ${name})
  endforeach()
  set(${out} ${names} PARENT_SCOPE)
endfunction()

# Embeds Lua scripts: "<build>/<path>/lua.h" declares one constant per script; sets `out` to the source that defines them.
function(fudai_embed_lua path out)
  set(header ${CMAKE_BINARY_DIR}/${path}/lua.h)
  set(source ${CMAKE_BINARY_DIR}/${path}/lua.cc)
  file(GLOB_RECURSE every_script CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/common/*.lua ${CMAKE_SOURCE_DIR}/services/*.lua)
  add_custom_command(
    OUTPUT ${header} ${source}
    COMMAND ${CMAKE_COMMAND} -DROOT=${CMAKE_SOURCE_DIR} -DROOM=${path} -DHEADER=${header} -DSOURCE=${source}
            "-DSCRIPTS=${ARGN}" -P ${CMAKE_SOURCE_DIR}/deploy/cmake/embed_lua.cmake
    DEPENDS ${every_script} ${CMAKE_SOURCE_DIR}/deploy/cmake/embed_lua.cmake
    VERBATIM)
  set(${out} ${source} PARENT_SCOPE)
endfunction()

# Makes the files below `folder` part of the current room, whose target exists already: "<room>/embedded_files.h" declares
# EmbeddedFiles(), which gives them with their paths. `folder` may be made by the build: name what makes it in DEPENDS.
#
#   fudai_embed_files(${CMAKE_CURRENT_BINARY_DIR}/dist DEPENDS ${CMAKE_CURRENT_BINARY_DIR}/dist/index.html)
function(fudai_embed_files folder)
  cmake_parse_arguments(ARG "" "" "DEPENDS" ${ARGN})
  file(RELATIVE_PATH path ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  fudai_target_names(room ${path})
  set(base ${CMAKE_BINARY_DIR}/${path}/embedded_files)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${folder}/*)
  add_custom_command(
    OUTPUT ${base}.h ${base}.cc ${base}.s
    COMMAND ${CMAKE_COMMAND} -DROOM=${path} -DSYMBOL=${room} -DFOLDER=${folder} -DHEADER=${base}.h -DSOURCE=${base}.cc -DASSEMBLY=${base}.s
            -P ${CMAKE_SOURCE_DIR}/deploy/cmake/embed_files.cmake
    DEPENDS ${files} ${ARG_DEPENDS} ${CMAKE_SOURCE_DIR}/deploy/cmake/embed_files.cmake
    VERBATIM)
  # The assembler's input names the files, which its depfile does not.
  set_source_files_properties(${base}.s PROPERTIES OBJECT_DEPENDS "${files};${ARG_DEPENDS}")
  target_sources(${room} PRIVATE ${base}.h ${base}.cc ${base}.s)
  target_include_directories(${room} PUBLIC ${CMAKE_BINARY_DIR})
endfunction()
