#include <iostream>
#include <string>
#include <vector>

#include "services/ctl/run.h"

int main(int argc, char** argv) {
  return fudai::ctl::RunCommand(std::vector<std::string>(argv + 1, argv + argc), {.out = std::cout, .err = std::cerr});
}
