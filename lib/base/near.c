#include "base/near.h"

#include <stdlib.h>

#include "base/mem.h"

static size_t
min3(size_t a, size_t b, size_t c)
{
	size_t m = a < b ? a : b;

	return m < c ? m : c;
}

/* Edits, a swap of two neighbours being one: the optimal string alignment
 * distance (after Damerau 1964), three rows at a time. */
static size_t
distance(struct str a, struct str b)
{
	size_t n = b.len + 1, result;
	size_t *rows = mem_array(NULL, 3 * n, sizeof(*rows));
	size_t *before = rows, *above = rows + n, *row = rows + 2 * n;

	for (size_t j = 0; j < n; j++)
		above[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t *oldest = before;

		row[0] = i;
		for (size_t j = 1; j < n; j++) {
			row[j] = min3(above[j] + 1, row[j - 1] + 1,
			    above[j - 1] + (a.p[i - 1] != b.p[j - 1]));
			if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] &&
			    a.p[i - 2] == b.p[j - 1])
				row[j] = min3(row[j], before[j - 2] + 1,
				    row[j]);
		}
		before = above;
		above = row;
		row = oldest;
	}
	result = above[n - 1];
	free(rows);
	return result;
}

const char *
near_word(struct str s, const char *const *list)
{
	const char *best = NULL;
	size_t least = s.len / 3 + 2;

	if (s.len > 64)
		return NULL;
	for (; *list != NULL; list++) {
		size_t n = distance(s, str_of(*list));

		if (n < least) {
			least = n;
			best = *list;
		}
	}
	return best;
}

void
near_list(struct buf *out, const char *const *list, size_t most)
{
	for (size_t i = 0; list[i] != NULL; i++) {
		if (i == most) {
			buf_adds(out, ", …");
			return;
		}
		if (i > 0)
			buf_adds(out, ", ");
		buf_adds(out, list[i]);
	}
}
