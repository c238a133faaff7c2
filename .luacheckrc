-- Redis 7 runs Lua 5.1 with these libraries, and without io, os and require. tests/check gives luacheck each script with its
-- `@include` lines carried out.
std = {
  read_globals = {
    "KEYS", "ARGV", "redis", "cjson", "cmsgpack", "struct", "bit",
    "assert", "error", "ipairs", "math", "next", "pairs", "pcall", "select", "string", "table", "tonumber", "tostring", "type",
    "unpack",
  },
}
max_line_length = 140
-- Names in capitals are constants that the host program puts before the script.
ignore = { "113/^[A-Z][A-Z0-9_]*$" }
