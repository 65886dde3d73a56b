#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
// An assertion of toml++ fails for a single `[`. Without assertions, the parser reports that as an error.
#define TOML_ASSERT(condition) static_assert(true)
#include "CTOML.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <toml++/toml.h>
#include <vector>

namespace {

/// Sends the values of a parsed text to a visitor.
struct Walk {
  ctoml_visitor visit;
  void *context;
  int depth;

  void send(ctoml_kind kind, std::string_view key, std::string_view text, int line) const {
    visit(context, kind, key.data(), key.size(), text.data(), text.size(), line);
  }

  void value(std::string_view key, const toml::node &node, int level) const {
    const int line = static_cast<int>(node.source().begin.line);
    if (level >= depth && (node.is_table() || node.is_array())) {
      send(ctoml_too_deep, key, {}, line);
    } else if (const auto *table = node.as_table()) {
      send(ctoml_table_begin, key, {}, line);
      members(*table, level + 1);
      send(ctoml_table_end, key, {}, line);
    } else if (const auto *array = node.as_array()) {
      send(ctoml_array_begin, key, {}, line);
      for (const auto &element : *array) value({}, element, level + 1);
      send(ctoml_array_end, key, {}, line);
    } else if (const auto *string = node.as_string()) {
      send(ctoml_string, key, string->get(), line);
    } else if (const auto *integer = node.as_integer()) {
      send(ctoml_integer, key, std::to_string(integer->get()), line);
    } else if (const auto *real = node.as_floating_point()) {
      send(ctoml_float, key, std::to_string(real->get()), line);
    } else if (const auto *boolean = node.as_boolean()) {
      send(ctoml_boolean, key, boolean->get() ? "true" : "false", line);
    } else if (const auto *date = node.as_date()) {
      send(ctoml_date, key, day(date->get()), line);
    } else if (const auto *instant = node.as_date_time()) {
      send(ctoml_date, key, instant_text(instant->get()), line);
    } else {
      send(ctoml_string, key, "", line);
    }
  }

  // toml++ sorts keys by name. Faults are reported in the order of the text.
  void members(const toml::table &table, int level) const {
    std::vector<std::pair<std::string_view, const toml::node *>> ordered;
    for (const auto &[key, node] : table) ordered.emplace_back(key.str(), &node);
    std::sort(ordered.begin(), ordered.end(), [](const auto &a, const auto &b) {
      return a.second->source().begin < b.second->source().begin;
    });
    for (const auto &[key, node] : ordered) value(key, *node, level);
  }

  static std::string day(const toml::date &date) {
    char text[16];
    std::snprintf(text, sizeof text, "%04u-%02u-%02u", static_cast<unsigned>(date.year),
                  static_cast<unsigned>(date.month), static_cast<unsigned>(date.day));
    return text;
  }

  static std::string instant_text(const toml::date_time &instant) {
    char text[32];
    std::snprintf(text, sizeof text, "T%02u:%02u:%02u", static_cast<unsigned>(instant.time.hour),
                  static_cast<unsigned>(instant.time.minute), static_cast<unsigned>(instant.time.second));
    std::string whole = day(instant.date) + text;
    if (instant.offset) {
      const int minutes = instant.offset->minutes;
      std::snprintf(text, sizeof text, "%c%02d:%02d", minutes < 0 ? '-' : '+', std::abs(minutes) / 60,
                    std::abs(minutes) % 60);
      whole += text;
    }
    return whole;
  }
};

}  // namespace

int ctoml_parse(const char *text, size_t bytes, int depth, ctoml_visitor visit, void *context, char *message,
                size_t message_bytes) {
  const auto result = toml::parse(std::string_view(text, bytes));
  if (!result) {
    const auto description = result.error().description();
    std::snprintf(message, message_bytes, "%.*s", static_cast<int>(description.size()), description.data());
    return std::max(1, static_cast<int>(result.error().source().begin.line));
  }
  Walk{visit, context, depth}.members(result.table(), 1);
  return 0;
}
