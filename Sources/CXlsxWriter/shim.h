#pragma once
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

/* A workbook holds numbers as binary floating point, our sources hold none: digits come in, and no more
 * than 15 of them, so that none is lost. */
static inline lxw_error doichieu_write_digits(
    lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *digits, lxw_format *format) {
  return worksheet_write_number(sheet, row, column, strtod(digits, NULL), format);
}

/* A formula with the value that it has, for programs that do not work it out. */
static inline lxw_error doichieu_write_formula(
    lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *formula, const char *digits,
    lxw_format *format) {
  return worksheet_write_formula_num(sheet, row, column, formula, format, strtod(digits, NULL));
}

/* Width of a column in characters. */
static inline lxw_error doichieu_set_width(lxw_worksheet *sheet, lxw_col_t column, int characters) {
  return worksheet_set_column(sheet, column, column, characters, NULL);
}

/* Height of a row in points. */
static inline lxw_error doichieu_set_height(lxw_worksheet *sheet, lxw_row_t row, int points) {
  return worksheet_set_row(sheet, row, points, NULL);
}

/* Colours the cells of a range that hold exactly a text. */
static inline lxw_error doichieu_mark(
    lxw_worksheet *sheet, lxw_row_t first, lxw_row_t last, lxw_col_t column, const char *text,
    lxw_format *format) {
  char value[80];
  lxw_conditional_format mark;
  if (strlen(text) > sizeof value - 3) return LXW_ERROR_PARAMETER_VALIDATION;
  value[0] = '"';
  strcpy(value + 1, text);
  strcat(value, "\"");
  memset(&mark, 0, sizeof mark);
  mark.type = LXW_CONDITIONAL_TYPE_CELL;
  mark.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO;
  mark.value_string = value;
  mark.format = format;
  return worksheet_conditional_format_range(sheet, first, column, last, column, &mark);
}

/* Opens a workbook whose rows go to a file in `folder` as they come. */
static inline lxw_workbook *doichieu_new_workbook(const char *path, const char *folder) {
  lxw_workbook_options options;
  memset(&options, 0, sizeof options);
  options.constant_memory = LXW_TRUE;
  options.tmpdir = (char *)folder;
  return workbook_new_opt(path, &options);
}

/* What a workbook says of itself; always the same day, so that the same figures give the same bytes. */
static inline lxw_error doichieu_describe(lxw_workbook *book, const char *title) {
  lxw_doc_properties properties;
  memset(&properties, 0, sizeof properties);
  properties.title = (char *)title;
  properties.company = (char *)"doichieu";
  properties.created = 946684800; /* 2000-01-01 */
  return workbook_set_properties(book, &properties);
}

/* Size of letters in points. */
static inline void doichieu_set_size(lxw_format *format, int points) {
  format_set_font_size(format, points);
}
