#include "draw/genogram_private.h"
void
genogram_svg(struct buf *out, const struct genogram_page *p)
{
	(void)out; (void)p;
}
