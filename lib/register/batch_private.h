/*
 * batch_private: what the files of the batch share: batch.c takes records in
 * and tells findings, batch_check.c judges them against each other and against
 * the register, batch_store.c writes them.  Included by these files only.
 */
#ifndef REGISTER_BATCH_PRIVATE_H
#define REGISTER_BATCH_PRIVATE_H

#include "register/batch.h"

/* The records of one kind: those stored and those of the batch. */
struct shelf {
	const struct kind	*kind;
	struct index		 stored;
	struct intern		 keys;		/* of the batch's records */
	uint32_t		*first;		/* by number of key: entry */
	size_t			 first_cap;
	bool			*accepted;	/* by number of key: some
						 * record with it is */
	/* Of records that came without an id, by everything else in them. */
	struct intern		 contents;
	size_t			*holder;	/* by number of contents: the
						 * entry */
	size_t			 holder_cap;
	/* What is stored, by the fields that such records fill. */
	struct projection	*projection;
	size_t			 n_projections, projections_cap;
};

/* Never NULL; that the table cannot be read is told. */
struct shelf *batch_shelf(struct batch *b, const struct kind *k);
void	batch_release_shelves(struct batch *b);

#endif
