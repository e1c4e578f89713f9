// The words of answers and bodies as the OpenAPI document tells them, in a short writing of our own: a word a row,
// "id:number cleared?:time sources:[text] acknowledged?:Acknowledgement +Summary".
//   text number real truth time any   plain values; a number is whole and not negative, a time is RFC 3339
//   name?: …                          a member that may be missing
//   [X] {X} X|null                    a list of X; an object with any names, each X; X or nothing
//   Word                              another row
//   +Word                             all members of that row
//   =a|b|c                            one of these texts; "_" stands for a blank
#pragma once

#include <span>
#include <string_view>

namespace ipmi::api {

struct AnswerWord {
    std::string_view name;  ///< "Incident"
    std::string_view form;
};

std::span<const AnswerWord> words_of_answers();

}  // namespace ipmi::api
