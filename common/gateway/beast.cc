// The bodies of asio's and Beast's functions, compiled once (see the room's definitions in CMakeLists.txt).
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
