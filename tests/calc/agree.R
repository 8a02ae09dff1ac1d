# Agreement between the raters in agree.csv, for tests/unit/agree.c.  Run in
# this folder:  Rscript agree.R
#
# shrout: Shrout and Fleiss 1979, table 2; gaps: the same with two values
# taken out.  krippendorff: the values of Krippendorff 2007 ("Computing
# Krippendorff's alpha-reliability").  The others are made for edges.
# Pairs are r1 and r2 where both are there; correlations need whole tables.

input <- read.csv("agree.csv")

pair <- function(d) {
	d <- d[complete.cases(d$r1, d$r2), ]
	n <- nrow(d)
	x <- d$r1
	y <- d$r2
	var_n <- function(a, b) mean((a - mean(a)) * (b - mean(b)))
	under <- var_n(x, x) + var_n(y, y) + (mean(x) - mean(y))^2
	limit <- qnorm(0.975) * sd(y - x)
	c(mean = if (n < 2) NA else mean(y - x), sd = sd(y - x),
	    low = mean(y - x) - limit, high = mean(y - x) + limit,
	    concordance = if (under == 0) NA else 2 * var_n(x, y) / under)
}

icc <- function(m) {
	n <- nrow(m)
	k <- ncol(m)
	if (anyNA(m) || n < 2)
		return(c(icc_2_1 = NA, icc_3_1 = NA))
	msr <- k * var(rowMeans(m))
	msc <- n * var(colMeans(m))
	left <- m - outer(rowMeans(m), colMeans(m), "+") + mean(m)
	mse <- sum(left^2) / ((n - 1) * (k - 1))
	under_2 <- msr + (k - 1) * mse + k * (msc - mse) / n
	under_3 <- msr + (k - 1) * mse
	c(icc_2_1 = if (under_2 == 0) NA else (msr - mse) / under_2,
	    icc_3_1 = if (under_3 == 0) NA else (msr - mse) / under_3)
}

# By the definition: squared differences within units and between all values.
alpha <- function(m) {
	units <- lapply(seq_len(nrow(m)), function(i) m[i, !is.na(m[i, ])])
	units <- units[lengths(units) > 1]
	all <- unlist(units)
	n <- length(all)
	observed <- sum(sapply(units, function(v)
	    sum(outer(v, v, "-")^2) / (length(v) - 1))) / n
	expected <- sum(outer(all, all, "-")^2) / (n * (n - 1))
	c(alpha = if (expected == 0) NA else 1 - observed / expected)
}

sets <- factor(input$set, levels = unique(input$set))
result <- do.call(rbind, lapply(split(input, sets), function(d) {
	m <- as.matrix(d[, c("r1", "r2", "r3", "r4")])
	value <- c(pair(d), icc(m), alpha(m))
	data.frame(set = d$set[1], name = names(value),
	    value = ifelse(is.na(value), "", sprintf("%.15g", value)))
}))
write.csv(result, "agree.expected.csv", row.names = FALSE, quote = FALSE)
