def exp(x):
    """e^x, infinite where it overflows."""
    return math.exp(x) if x < 709.78 else math.inf


def expm1(x):
    """e^x - 1, infinite where it overflows."""
    return math.expm1(x) if x < 709.78 else math.inf


def log(x):
    """The logarithm, -inf at 0."""
    return math.log(x) if x != 0 else -math.inf


def power(x, y):
    """x^y, infinite where it overflows and nan where it is not real."""
    try:
        return math.pow(x, y)
    except OverflowError:
        return math.inf
    except ValueError:
        return math.inf if x == 0 else math.nan


def over(x, y):
    """x/y, infinite or nan where y is 0."""
    if y == 0:
        return math.nan if x == 0 else math.copysign(math.inf, x)
    return x / y


def sign(x):
    return (x > 0) - (x < 0)


def heaviside(x):
    """0 left of 0, 1 right of it, and 1/2 at 0."""
    return 0.5 * (1 + sign(x))


def sinh(x):
    return math.sinh(x) if abs(x) < 710 else math.copysign(math.inf, x)


def cosh(x):
    return math.cosh(x) if abs(x) < 710 else math.inf


def sech(x):
    e = math.exp(-abs(x))
    return 2 * e / (1 + e * e)


def scaled_sinh(x):
    """e^-|x| sinh(x)"""
    return math.copysign(-math.expm1(-2 * abs(x)) / 2, x)


def scaled_cosh(x):
    """e^-|x| cosh(x)"""
    return (1 + math.exp(-2 * abs(x))) / 2


def log_cosh(x):
    if abs(x) < 1:
        return math.log1p(2 * math.sinh(x / 2) ** 2)
    return abs(x) + math.log1p(math.exp(-2 * abs(x))) - math.log(2)


def softplus(x):
    """log(1 + e^x)"""
    return max(x, 0) + math.log1p(math.exp(-abs(x)))


def logistic(x):
    """1/(1 + e^-x)"""
    return 1 / (1 + math.exp(-x)) if x > -700 else math.exp(x)


def normal_cdf(x):
    return math.erfc(-x / math.sqrt(2)) / 2


def lost(x):
    """What x * x loses to rounding (Dekker 1971)."""
    if not 1e-140 < abs(x) < 1e140:
        return 0.0
    high = x * 134217729.0
    high = high - (high - x)
    low = x - high
    return ((high * high - x * x) + 2 * high * low) + low * low


def erfcx(x):
    """e^(x^2) erfc(x): by its continued fraction where erfc vanishes."""
    if x < 12:
        return exp(x * x) * (1 + lost(x)) * math.erfc(x)
    value = x
    for k in range(40, 0, -1):
        value = x + k / 2 / value
    return 1 / (math.sqrt(math.pi) * value)


def dawson(x):
    """e^(-x^2) times the integral of e^(t^2) from 0 to x (Rybicki 1989)."""
    y = abs(x)
    if y > 50:
        value = (1 + (1 + 1.5 / y / y) / (2 * y * y)) / (2 * y)
    else:
        nodes = range(1, 2 * int((y + 7) / 0.4) + 1, 2)
        value = math.fsum(
            -math.exp(-((y - 0.2 * n) ** 2)) * math.expm1(-0.8 * y * n) / n for n in nodes
        ) / math.sqrt(math.pi)
    return math.copysign(value, x)


def erfi(x):
    return 2 / math.sqrt(math.pi) * exp(x * x) * dawson(x)


def binomial(n, k):
    if k == int(k) and k < 1000:
        product = 0.0 if k < 0 else 1.0
        for i in range(1, int(k) + 1):
            product = product * (n - k + i) / i
        return product
    return math.gamma(n + 1) / (math.gamma(k + 1) * math.gamma(n - k + 1))


def hermite_he(n, x):
    """The probabilists' Hermite polynomial."""
    before, value = 0.0, 1.0
    for k in range(int(n)):
        before, value = value, x * value - k * before
    return value


def hermite_h(n, x):
    """The physicists' Hermite polynomial."""
    before, value = 0.0, 1.0
    for k in range(int(n)):
        before, value = value, 2 * (x * value - k * before)
    return value


def split_product(x, y):
    """x * y and what it loses to rounding (Dekker 1971)."""
    product = x * y
    if not (1e-140 < abs(product) < 1e140 and abs(x) < 1e140 and abs(y) < 1e140):
        return product, 0.0
    a = x * 134217729.0
    a = a - (a - x)
    b = y * 134217729.0
    b = b - (b - y)
    return product, ((a * b - product) + a * (y - b) + (x - a) * b) + (x - a) * (y - b)


def exact_root(p, q, r):
    product, rest = split_product(p, q)
    square, lost_square = split_product(r, r)
    determinant = (product - square) + (rest - lost_square)
    if -(2.0**-46) * product < determinant < 0:
        return 0.0
    return math.sqrt(determinant)


def determinant_root(p, q, r):
    """sqrt(p q - r^2), a little above 0 where it vanishes, so that quotients have their limits."""
    return max(exact_root(p, q, r), 2.0**-100 * math.sqrt(p * q))


def reciprocal_root(p, q, r):
    """1/sqrt(p q - r^2)"""
    return over(1.0, exact_root(p, q, r))


def variance(v):
    """A variance that can be divided by: 1e-60 stands for the limit at 0."""
    return v if v != 0 else 1e-60


def legendre(order):
    """Nodes and weights of the Gauss-Legendre rule on [0, 1]."""
    rule = []
    for i in range(order):
        x = math.cos(math.pi * (i + 0.75) / (order + 0.5))
        for _ in range(10):
            before, now = 1.0, x
            for k in range(2, order + 1):
                before, now = now, ((2 * k - 1) * x * now - (k - 1) * before) / k
            slope = order * (x * now - before) / (x * x - 1)
            x -= now / slope
        rule.append(((1 + x) / 2, 1 / ((1 - x * x) * slope * slope)))
    return rule


LEGENDRE = legendre(20)


def normal_tail(x):
    """The normal distribution function as a factor and a logarithm."""
    return (erfcx(-x / math.sqrt(2)) / 2, -x * x / 2) if x < -1 else (normal_cdf(x), 0.0)


def normal_interval(exponent, a, b):
    """e^exponent P(a <= X <= b), without cancellation where the interval is short."""
    if a > 0:
        a, b = -b, -a
    if b - a < 1 and (a - b) * a < 8:
        nodes = ((a + x * (b - a), w) for x, w in LEGENDRE)
        density = math.fsum(w * exp(exponent - x * x / 2) for x, w in nodes)
        return (b - a) * density / math.sqrt(2 * math.pi)
    (f, e), (g, d) = normal_tail(b), normal_tail(a)
    return f * exp(exponent + e) - g * exp(exponent + d)


def bivariate_normal_cdf(h, k, rho, sine=None, exponent=0.0):
    """e^exponent P(X <= h, Y <= k) of standard normal X and Y of correlation rho.

    With a sine, rho is the cosine, both times the same number. The derivative by rho is the
    density at (h, k) (Plackett 1954); from rho = 0 upwards and from -1 upwards it is added.
    """
    if sine is None:
        complement = 1 - abs(rho)
        if complement < -(2.0**-50):
            return math.nan
        complement = max(complement, 0.0)
    else:
        radius = math.hypot(rho, sine)
        complement = sine / radius * (sine / (radius + abs(rho))) if radius else 1.0
    least, most = min(h, k), max(h, k)
    far = most > 39 and most * most > least * least + 80
    if far or (complement == 0 and rho > 0):
        f, e = normal_tail(least)
        return f * exp(exponent + e)
    start = math.sqrt(complement / (2 - complement))
    if rho < 0:
        value = normal_interval(exponent, -k, h) if h > -k else 0.0
        quarter, half, lower, upper = (h + k) ** 2 / 8, -h * k / 2, 0.0, start
    else:
        (f, e), (g, d) = normal_tail(h), normal_tail(k)
        value = f * g * exp(exponent + e + d)
        quarter, half, lower, upper = (h - k) ** 2 / 8, h * k / 2, start, 1.0
    if not lower < upper:
        return value

    def height(t):
        if t == 0:
            return exponent - half if quarter == 0 else -math.inf
        return exponent - (quarter * (t + 1 / t) ** 2 if quarter else 0.0) - half * (1 + t * t)

    mode = 1.0 if half <= 0 else (quarter / (quarter + half)) ** 0.25
    mode = min(max(mode, lower), upper)
    largest = height(mode)
    if largest < -760:
        return value
    drop = 40 - largest + exponent + max(0.0, -2 * half)
    lower = max(lower, min(upper, math.sqrt(quarter / drop)))
    mode = max(lower, mode)
    panels = [(lower, mode, 0), (mode, upper, 0)]
    terms = []
    while panels:
        a, b, depth = panels.pop()
        if not a < b:
            continue
        left, right = height(a), height(b)
        if max(left, right) < largest - 40:
            continue
        singular = quarter > 2.0**-56 * a * a and b > 4 * a
        if depth < 60 and (singular or abs(left - right) > 16):
            middle = math.sqrt(a * b) if singular else (a + b) / 2
            panels += [(a, middle, depth + 1), (middle, b, depth + 1)]
            continue
        nodes = ((a + x * (b - a), w) for x, w in LEGENDRE)
        terms.append((b - a) * math.fsum(w * math.exp(height(t)) / (1 + t * t) for t, w in nodes))
    return value + math.fsum(terms) / math.pi


def integral(f, a, b, depth=0):
    """By halves until both agree with the whole."""
    def rule(a, b):
        return (b - a) * math.fsum(w * f(a + x * (b - a)) for x, w in LEGENDRE)
    middle = (a + b) / 2
    halves = rule(a, middle) + rule(middle, b)
    if depth >= 40 or abs(halves - rule(a, b)) <= 1e-11 * abs(halves) + 1e-15:
        return halves
    return integral(f, a, middle, depth + 1) + integral(f, middle, b, depth + 1)


def expectation(f):
    """E[f(z)] of a standard normal z, by adaptive quadrature."""
    def density(z):
        return f(z) * math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    return math.fsum(integral(density, a, a + 6) for a in range(-36, 36, 6))


def expectation2(f, p, r, q):
    """E[f(u, v)] of a normal pair of variances p, q and covariance r."""
    a = math.sqrt(p)
    b = r / a if p > 0 else 0.0
    c = exact_root(p, q, r) / a if p > 0 else math.sqrt(q)
    return expectation(lambda z: expectation(lambda w: f(a * z, b * z + c * w)))
