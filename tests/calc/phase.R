# Effect sizes between two phases of the series in phase.csv, for
# tests/unit/phase.c and tests/unit/baseline.c.  Run in this folder:
#   Rscript phase.R
#
# The formulas are written anew here, on matrices of pairs, sorted values and
# R's own cor.test().  The series named after papers are those that the tests
# of the R package SingleCaseES quote from them: Parker, Vannest and Davis
# 2011, Parker and Vannest 2009, Tarlow 2017, Bonett and Price 2020.  What
# that package computes from them agrees with this to 1e-9.  The others are
# made for edges: all tied, a flat baseline, one value, means not positive.

input <- read.csv("phase.csv", colClasses = c("character", "integer",
    "character", "numeric", "numeric"))

nap_se <- function(U) {
	m <- nrow(U)
	n <- ncol(U)
	if (m < 2 || n < 2)
		return(NA)
	p <- mean(U)
	kept <- min(max(p, 1 / (2 * m * n)), 1 - 1 / (2 * m * n))
	q <- n * (mean(rowMeans(U)^2) - p^2) + m * (mean(colMeans(U)^2) - p^2)
	sqrt((kept * (1 - kept) + q - 2 * (mean(U^2) - p^2)) /
	    ((m - 1) * (n - 1)))
}

# As many of the lowest of a and the highest of b as can stay.
stay <- function(a, b) {
	a <- c(-Inf, sort(a))
	b <- c(sort(b), Inf)
	keep <- outer(seq_along(a) - 1, rev(seq_along(b)) - 1, "+")
	max(keep[outer(a, b, "<")])
}

smd <- function(a, b) {
	m <- length(a)
	if (m < 3 || sd(a) == 0)
		return(NA)
	(mean(b) - mean(a)) / sd(a) * (1 - 3 / (4 * (m - 1) - 1))
}

bias <- function(x) var(x) / (2 * length(x) * mean(x)^2)

# Of values as they are.
lrr <- function(a, b) {
	if (length(a) < 2 || length(b) < 2 || mean(a) <= 0 || mean(b) <= 0)
		return(NA)
	log(mean(b) / mean(a)) + bias(b) - bias(a)
}

phase <- function(d) {
	better <- d$better[1]
	raw <- split(d$value, d$phase)
	a <- better * raw$A
	b <- better * raw$B
	m <- length(a)
	n <- length(b)
	U <- outer(a, b, "<") + outer(a, b, "==") / 2
	rise <- sign(outer(a, a, function(x, y) y - x))
	pand <- stay(a, b) / (m + n)
	c(mean_a = mean(raw$A), mean_b = mean(raw$B), nap = mean(U),
	    nap_se = nap_se(U), tau = 2 * mean(U) - 1,
	    tau_u = 2 * mean(U) - 1 - sum(rise[upper.tri(rise)]) / (m * n),
	    pnd = mean(b > max(a)),
	    pem = mean((b > median(a)) + (b == median(a)) / 2),
	    pand = pand, ird = ((m + n)^2 * pand - m^2 - n^2) / (2 * m * n),
	    smd = smd(a, b), lrr = better * lrr(raw$A, raw$B))
}

baseline <- function(d) {
	a <- d[d$phase == "A", ]
	if (nrow(a) < 6)
		return(c(p = NA, slope = NA, tau_b = NA))
	test <- if (anyDuplicated(a$value))
		cor.test(a$time, a$value, method = "kendall", exact = FALSE,
		    continuity = TRUE)
	else
		cor.test(a$time, a$value, method = "kendall", exact = TRUE)
	slope <- NA
	value <- d$value
	if (test$p.value <= 0.05) {
		s <- outer(a$value, a$value, "-") / outer(a$time, a$time, "-")
		slope <- median(s[upper.tri(s)])
		# Equal again, what the product made unequal.
		value <- round(value - slope * d$time, 9)
	}
	c(p = test$p.value, slope = slope, tau_b = d$better[1] *
	    cor(d$phase == "B", value, method = "kendall"))
}

series <- factor(input$series, levels = unique(input$series))
result <- do.call(rbind, lapply(split(input, series), function(d) {
	value <- c(phase(d), baseline(d))
	data.frame(series = d$series[1], name = names(value),
	    value = ifelse(is.na(value), "", sprintf("%.15g", value)))
}))
write.csv(result, "phase.expected.csv", row.names = FALSE, quote = FALSE)
