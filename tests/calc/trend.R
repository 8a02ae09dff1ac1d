# Trends of the series in trend.csv, for tests/unit/trend.c.  Run in this
# folder:  Rscript trend.R
#
# Slopes are per day.  Least squares are lm() and confint(); Theil-Sen, its
# interval and Mann-Kendall are written out from the formulas of
# man/fu-score.1, and agree with scipy's theilslopes, pyMannKendall and the
# package trend; the exact p is that of cor.test().
#
# The series are published ones: PrecipGL of the package Kendall, maxau of
# trend, Nile of R; exampleAB, exampleAB_mpd, Huber2014, Lenz2013, Waddell2011,
# SSDforR2017 and Tarlow2017 of scan; claus_2020 of clinicalsignificance;
# anxiety; and irregular days, day numbers, seconds, a flat one and two points
# that were made for this.

input <- read.csv("trend.csv", colClasses = c("character", "numeric",
    "numeric"))

line <- function(t, y) {
	fit <- lm(y ~ t)
	if (length(t) < 3)
		return(c(slope = unname(coef(fit)[2]), se = NA, low = NA,
		    high = NA))
	se <- suppressWarnings(summary(fit))$coefficients[2, 2]
	reach <- qt(0.975, length(t) - 2) * se
	slope <- unname(coef(fit)[2])
	c(slope = slope, se = se, low = slope - reach, high = slope + reach)
}

variance <- function(y) {
	n <- length(y)
	ties <- table(y)
	(n * (n - 1) * (2 * n + 5) -
	    sum(ties * (ties - 1) * (2 * ties + 5))) / 18
}

sen <- function(t, y) {
	earlier <- lower.tri(diag(length(t)))
	slopes <- sort((outer(y, y, "-") / outer(t, t, "-"))[earlier])
	n <- length(slopes)
	if (length(t) < 3)
		return(c(sen = median(slopes), sen_low = NA, sen_high = NA))
	reach <- qnorm(0.975) * sqrt(variance(y))
	c(sen = median(slopes),
	    sen_low = slopes[max(1, round((n - reach) / 2))],
	    sen_high = slopes[min(n, round((n + reach) / 2) + 1)])
}

kendall <- function(t, y) {
	n <- length(y)
	if (n < 3)
		return(c(s = NA, var = NA, z = NA, p = NA, exact = NA))
	s <- sum(sign(outer(y, y, "-"))[lower.tri(diag(n))])
	v <- variance(y)
	z <- if (s == 0) 0 else (s - sign(s)) / sqrt(v)
	exact <- n <= 10 && !anyDuplicated(y)
	p <- if (exact)
		cor.test(t, y, method = "kendall", exact = TRUE)$p.value
	else
		2 * pnorm(-abs(z))
	c(s = s, var = v, z = z, p = p, exact = exact)
}

trend <- function(d) {
	t <- d$day - d$day[1]
	c(n = nrow(d), line(t, d$value), sen(t, d$value), kendall(t, d$value))
}

series <- factor(input$series, levels = unique(input$series))
result <- sapply(split(input, series), trend)
text <- ifelse(is.na(result), "", sprintf("%.15g", result))
lines <- paste(colnames(result), apply(text, 2, paste, collapse = ","),
    sep = ",")
writeLines(c(paste(c("series", rownames(result)), collapse = ","), lines),
    "trend.expected.csv")
