#ifndef FRONT_EXPORT_XLSX_H
#define FRONT_EXPORT_XLSX_H

#include <jansson.h>

/* The tables as a spreadsheet in a file without a name; -1 with errno. */
int export_xlsx(const json_t *doc, int english);

#endif
