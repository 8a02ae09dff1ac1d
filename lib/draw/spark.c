#include "draw/spark.h"

#include "base/num.h"

static const char *const bars[] = {
	"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"
};

enum { HIGHEST = sizeof(bars) / sizeof(bars[0]) - 1, MIDDLE = HIGHEST / 2 };

static const char *
bar(int64_t value, int64_t min, int64_t max)
{
	int64_t height = MIDDLE;

	if (value <= min && min < max)
		return bars[0];
	if (value >= max && min < max)
		return bars[HIGHEST];
	if (min < max)
		num_divide((int128)HIGHEST * ((int128)value - min),
		    (int128)max - min, &height);
	return bars[height];
}

void
spark_add(struct buf *out, const struct point *p, size_t n, int64_t min,
    int64_t max)
{
	size_t first = 0;

	if (n > SPARK_WIDTH) {
		first = n - SPARK_WIDTH + 1;
		buf_adds(out, "…");
	}
	for (size_t i = first; i < n; i++)
		buf_adds(out, bar(p[i].value, min, max));
}

void
spark_add_own(struct buf *out, const struct point *p, size_t n)
{
	int64_t min = 0, max = 0;

	for (size_t i = 0; i < n; i++) {
		if (i == 0 || p[i].value < min)
			min = p[i].value;
		if (i == 0 || p[i].value > max)
			max = p[i].value;
	}
	spark_add(out, p, n, min, max);
}
