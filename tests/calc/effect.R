# Effect sizes of the changes in effect.csv, for tests/unit/effect.c, and the
# reliable change index of each, for tests/unit/reliable.c.  Run in this
# folder:  Rscript effect.R
#
# das: Jacobson and Truax 1991, table 2, the Dyadic Adjustment Scale of 30
# couples before and after therapy.  sleep: Student 1908, as in R's datasets.
# The others are made for edges.  An sd of norms of 17.8 (the functional sd of
# Jacobson and Truax) is used for all; intervals are of 0.95.

input <- read.csv("effect.csv", colClasses = c("character", "integer",
    "numeric", "numeric"))

over <- function(x, sd) if (is.na(sd) || sd == 0) NA else x / sd

effect <- function(d) {
	n <- nrow(d)
	x <- d$first
	y <- d$last
	gain <- d$better[1] * mean(y - x)
	d_pre <- over(gain, sd(x))
	r <- if (n < 2 || sd(x) == 0 || sd(y) == 0) NA else cor(x, y)
	df <- n - 1
	j <- if (n < 3) NA else
		exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2)
	half <- qnorm(0.975) * sqrt(2 * (1 - r) / n + d_pre^2 / (2 * n))
	c(n = n, mean_first = mean(x), mean_last = mean(y), sd_first = sd(x),
	    sd_last = sd(y), sd_change = sd(y - x), correlation = r,
	    gain = gain, d_pre = d_pre, d_norm = gain / 17.8,
	    d_av = over(gain, sqrt((var(x) + var(y)) / 2)),
	    g = j * d_pre, g_low = j * (d_pre - half),
	    g_high = j * (d_pre + half))
}

series <- factor(input$series, levels = unique(input$series))
result <- do.call(rbind, lapply(split(input, series), function(d) {
	value <- effect(d)
	data.frame(series = d$series[1], name = names(value),
	    value = ifelse(is.na(value), "", sprintf("%.15g", value)))
}))
write.csv(result, "effect.expected.csv", row.names = FALSE, quote = FALSE)

# An sd and a reliability of six decimals, as they come from a norms file.
das <- input[input$series == "das", ]
se <- 11.825661 * sqrt(2 * (1 - 0.88))
index <- data.frame(first = das$first, last = das$last,
    rci = sprintf("%.15g", (das$last - das$first) / se))
write.csv(index, "reliable.expected.csv", row.names = FALSE, quote = FALSE)
