\\ Makes the tables dual-closed-forms.csv, dual-smooth.csv and dual-kinked.csv of E[phi(u) phi(v)] and
\\ E[phi'(u) phi'(v)] with 50 digits, u and v centred Gaussian of variances p and q and of correlation
\\ +-(1 - complement). For PARI/GP 2.15. Redo a table with
\\   echo 'closed()' | gp -q -s 2G dual-tables.gp > dual-closed-forms.csv     (or smooth(), kinked())
\\ phi' is the derivative in the sense of distributions; variance 0 is the limit of a small variance.
\\ Jumps at the same place make the derivative dual infinite at correlation 1 and -1 and at variance 0.

MICRO = 4722366482869645 / 2^72;              \\ the double nearest to 1e-6
VALUES = [0, MICRO, 1, 4, 25, 100];
VARIANCES = concat(vector(#VALUES, i, vector(#VALUES - i + 1, j, [VALUES[i], VALUES[i + j - 1]])));
COMPLEMENTS = [[1, 0], [1/2, 0], [1/2, 1], [2^-10, 0], [2^-10, 1], [2^-20, 0], [2^-20, 1], [2^-40, 0], [2^-40, 1], [0, 0], [0, 1]];

TINY = 10^-60;                               \\ what rounding leaves of a zero
text(x) = if(type(x) == "t_STR", x, x == 0, "0", abs(x) < TINY, "0", strjoin(strsplit(strprintf("%.49e", x), " ")));
number(x) = if(x == MICRO, "1e-6", Str(x));
complement(c) = if(c == 0, "0", c == 1, "1", c == 1/2, "0.5", Str("0x1p-", valuation(1/c, 2)));
header(lines) = {
  print("# E[phi(u) phi(v)] and E[phi'(u) phi'(v)], u and v of variances p, q and of correlation +-(1 - complement).");
  foreach(lines, line, print("# ", line));
  print("# Made by dual-tables.gp in PARI/GP 2.15, 50 digits printed.");
  print("activation;p;q;complement;negative;value;derivative");
}
rows(names, duals) = {
  foreach(VARIANCES, v, foreach(COMPLEMENTS, c,
    my(both = duals(v[1], v[2], c[1], c[2]));
    foreach(strsplit(names, "/"), name,
      print(name, ";", number(v[1]), ";", number(v[2]), ";", complement(c[1]), ";", c[2], ";", text(both[1]), ";", text(both[2])))));
}

\\ ---------------------------------------------------------------- published closed forms
\\ Arc-cosine kernels (Cho and Saul 2009, eq. 4 to 6), s = sin(theta), c = cos(theta), w = pi - theta.
J(k, s, c) = {
  my(w = if(c > 0, Pi - asin(s), asin(s)));
  if(c == 0, w = Pi/2);
  [w, s + w*c, 3*c*s + w*(1 + 2*c^2), s*(4 + 11*c^2) + w*c*(9 + 6*c^2)][k + 1];
}
\\ phi = b x^k for x > 0 and left |x|^k for x < 0
arc(n, left, right, p, q, e, neg) = {
  my(c = (1 - e)*(-1)^neg, s = sqrt(e*(2 - e)));
  sqrt(p*q)^n * ((left^2 + right^2)*J(n, s, c) + 2*left*right*J(n, s, -c))/(2*Pi);
}
density(p, q, e) = if(p*q == 0 || e == 0, "inf", 1/(2*Pi*sqrt(p*q*e*(2 - e))));
times(c, x) = if(type(x) == "t_STR", x, c*x);
homogeneous(k, l, r) = (p, q, e, neg) -> [arc(k, l, r, p, q, e, neg),\
  if(k > 0, arc(k - 1, -k*l, k*r, p, q, e, neg), times((r - l)^2, density(p, q, e)))];
\\ A closed form D(p, q, r); the derivative dual is its derivative in r (Price 1958).
expanded(y) = [polcoeff(y, 0), polcoeff(y, 1)];
price(D) = (p, q, e, neg) -> expanded(D(p, q, (1 - e)*(-1)^neg*sqrt(p*q*1.) + 't + O('t^2)));
geluEven(p, q, r) = {
  my(P = (1 + p)*(1 + q), S = sqrt(P - r^2));
  ((r^2 + p*q*S^2)/(P*S) + r*atan(r/S))/(2*Pi);
}
closed() = {
  default(realprecision, 192); TINY = 0;
  header(["Published closed forms (Cho and Saul 2009; Williams 1997; Tsuchida et al. 2020; Wick; characteristic", "functions) with 192 digits."]);
  rows("identity", price((p, q, r) -> r));
  rows("relu", homogeneous(1, 0, 1));
  rows("leakyRelu", homogeneous(1, -1/100, 1));
  rows("abRelu", homogeneous(1, 1/2, 1));
  rows("abs", homogeneous(1, 1, 1));
  rows("sign", homogeneous(0, -1, 1));
  rows("step", homogeneous(0, 0, 1));
  rows("rectifiedPower", homogeneous(2, 0, 1));
  rows("rectifiedPower[3]", homogeneous(3, 0, 1));
  rows("erf", price((p, q, r) -> 2/Pi*atan(2*r/sqrt((1 + 2*p)*(1 + 2*q) - 4*r^2))));
  rows("normalCdf", price((p, q, r) -> 1/4 + atan(r/sqrt((1 + p)*(1 + q) - r^2))/(2*Pi)));
  rows("xErf", price((p, q, r) -> 2*geluEven(2*p, 2*q, 2*r)));
  rows("gelu", price((p, q, r) -> r/4 + geluEven(p, q, r)));
  rows("sin", price((p, q, r) -> exp(-(p + q)/2.)*sinh(r)));
  rows("cos", price((p, q, r) -> exp(-(p + q)/2.)*cosh(r)));
  rows("exp", price((p, q, r) -> exp((p + q)/2. + r)));
  rows("gaussian", price((p, q, r) -> 1/sqrt((1 + 2*p)*(1 + 2*q) - 4*r^2)));
  rows("gabor", price((p, q, r) -> my(d = (1 + 2*p)*(1 + 2*q) - 4*r^2); exp(-(p + q + 4*(p*q - r^2))/(2*d))/sqrt(d)*sinh(r/d)));
  rows("rbf", price((p, q, r) -> exp(-(p + q - 2*r))));
  rows("monomial", price((p, q, r) -> p*q + 2*r^2));
  rows("monomial[3]", price((p, q, r) -> 9*p*q*r + 6*r^3));
  rows("hermite", price((p, q, r) -> ((p - 1)*(q - 1) + 2*r^2)/2));
}

\\ ---------------------------------------------------------------- smooth activations
\\ The trapezoid rule on a square lattice of step h over the plane. With
\\   (x^2 - 2 rho x y + y^2)/(2 (1 - rho^2)) = (x^2 + y^2)/(2 (1 + rho)) + rho (x - y)^2/(2 (1 - rho^2))
\\ the sum over x - y = k h is a scalar product. STRIP is the distance of phi's nearest singularity from the
\\ real line: the lattice sum is off by about exp(-2 pi d/h + d^2/(2 s^2)), d the smaller of the strip and 2 pi s^2/h.
REACH = 17; GOAL = 135;
stepSize(d, s) = my(h = s*sqrt(2*Pi^2/GOAL)); if(2*Pi*s^2/h > d, 2*Pi*d/(GOAL + d^2/(2*s^2)), h);
mean(f, p, strip, finer) = {
  if(p == 0, return(f(0)));
  my(h = finer*stepSize(strip/sqrt(p), 1.), n = ceil(REACH/h));
  h*sum(i = -n, n, f(sqrt(p)*i*h)*exp(-(i*h)^2/2))/sqrt(2*Pi);
}
lattice(f, p, q, e, neg, strip, finer) = {
  my(rho = 1 - e, s = sqrt(e*(2 - e)), h, n, F, G, K);
  h = finer*stepSize(strip/sqrt(q), s); n = ceil(REACH/h);
  F = vector(2*n + 1, i, my(x = (i - n - 1)*h); f(sqrt(p)*x)*exp(-x^2/(2*(1 + rho))));
  G = vector(2*n + 1, i, my(x = (i - n - 1)*h); f((-1)^neg*sqrt(q)*x)*exp(-x^2/(2*(1 + rho))));
  K = min(2*n, ceil(sqrt(2*GOAL*(1 - rho^2)/rho)/h));
  my(N = 2*n + 1, total = F*G~);
  for(k = 1, K, total += exp(-rho*(k*h)^2/(2*s^2))*(F[1 + k..N]*G[1..N - k]~ + F[1..N - k]*G[1 + k..N]~));
  total*h^2/(2*Pi*s);
}
\\ Taylor's series in the complement, whose n-th derivative is a dual of n-th derivatives (Price 1958).
series(f, p, q, e, neg, strip, finer) = {
  my(order = if(e < 2^-30, 7, 18), sgn = (-1)^neg, h = finer*stepSize(strip/sqrt(q), 1.), n = ceil(REACH/h), c = vector(order));
  for(i = -n, n, my(x = i*h, F = Vec(f(sqrt(p)*x + 't + O('t^order)) + O('t^order), -order), G = Vec(f(sgn*sqrt(q)*x + 't + O('t^order)) + O('t^order), -order), w = exp(-x^2/2));
    for(k = 1, order, c[k] += F[k]*G[k]*w));
  \\ Vec is in ascending order: coefficient k - 1 of each times (k - 1)!.
  sum(k = 1, order, c[k]*(k - 1)!*(-sgn*e*sqrt(p*q))^(k - 1)*1.)*h/sqrt(2*Pi);
}
smoothDual(f, p, q, e, neg, strip, finer) = {
  if(p == 0 || q == 0 || e == 1, return(mean(f, p, strip, finer)*mean(f, q, strip, finer)));
  if(e == 0, my(sgn = (-1)^neg, h = finer*stepSize(strip/sqrt(max(p, q)), 1.), n = ceil(REACH/h));
    return(h*sum(i = -n, n, f(sqrt(p)*i*h)*f(sgn*sqrt(q)*i*h)*exp(-(i*h)^2/2))/sqrt(2*Pi)));
  if(e < 2^-15, series(f, p, q, e, neg, strip, finer), lattice(f, p, q, e, neg, strip, finer));
}
logistic(x) = 1/(1 + exp(-x));
logisticSlope(x) = logistic(x)*logistic(-x);
constant(x) = if(type(x) == "t_SER", polcoeff(x, 0), x);
tangent(x) = if(constant(x) < 0, -tangent(-x), (1 - exp(-2*x))/(1 + exp(-2*x)));
softp(x) = if(type(x) == "t_SER", log(1 + exp(x)), x > 0, x + log1p(exp(-x)), log1p(exp(x)));
mishRatio(x) = my(y = exp(x)); y*(y + 2)/(y*(y + 2) + 2);
geluArgument(x) = sqrt(2/Pi)*(x + 44715/1000000*x^3);
SMOOTH = [\
  ["tanh", tangent, x -> logisticSlope(2*x)*4, 157/100],\
  ["sigmoid", logistic, logisticSlope, 314/100],\
  ["softplus", softp, logistic, 314/100],\
  ["swish", x -> x*logistic(x), x -> logistic(x) + x*logisticSlope(x), 314/100],\
  ["mish", x -> x*mishRatio(x), x -> my(y = exp(x), z = y*(y + 2)); z/(z + 2) + 4*x*y*(y + 1)/(z + 2)^2, 235/100],\
  ["geluTanh", x -> x*logistic(2*geluArgument(x)),\
    x -> logistic(2*geluArgument(x)) + x*logisticSlope(2*geluArgument(x))*2*sqrt(2/Pi)*(1 + 134145/1000000*x^2), 27/10],\
  ["arctan", x -> atan(x), x -> 1/(1 + x^2), 1]];
smooth(only = "", finer = 1) = {
  default(realprecision, 77);
  header(["Trapezoid rule on a lattice in the plane, Taylor's series for complements of 2^-20 and less (77.", "digits)."]);
  foreach(SMOOTH, a, if(only == "" || only == a[1],
    rows(a[1], (p, q, e, neg) -> [smoothDual(a[2], p, q, e, neg, a[4], finer), smoothDual(a[3], p, q, e, neg, a[4], finer)])));
}

\\ ---------------------------------------------------------------- kinked activations
\\ Pieces [from, to, c, P] for P(x) exp(c x) on an interval. The expectation of a piece at N(m, sigma^2) is closed
\\ in the error function; over the other variable Gauss and Legendre's rule runs between 0, the kinks of both activations and
\\ 16 conditional deviations either side of the second's, where the conditional expectation changes.
FAR = 10^12;
pieceAt(piece, x) = exp(piece[3]*x)*sum(k = 1, #piece[4], piece[4][k]*x^(k - 1));
at(f, x) = my(y = 0); foreach(f, piece, if(piece[1] < x && x <= piece[2], y += pieceAt(piece, x))); y;
normal(x) = if(abs(x) > 10^4, 0, exp(-x^2/2)/sqrt(2*Pi));
beyond(x) = if(x > 10^4, 0, x < -10^4, 1, erfc(x/sqrt(2))/2);
conditional(f, m, s) = {
  my(total = 0);
  foreach(f, piece,
    my(c = piece[3], P = piece[4], a = piece[1], b = piece[2], t = m + c*s^2, A = (a - t)/s, B = (b - t)/s, I, u, v);
    u = normal(A); v = normal(B);
    I = vector(#P);
    I[1] = if(a == -FAR, if(b == FAR, 1, beyond(-B)), b == FAR, beyond(A), beyond(A) - beyond(B));
    for(k = 2, #P, I[k] = t*I[k - 1] + if(k > 2, (k - 2)*s^2*I[k - 2]) - s*(b^(k - 2)*v - a^(k - 2)*u));
    total += exp(c*m + c^2*s^2/2)*sum(k = 1, #P, P[k]*I[k]));
  total;
}
\\ The pieces as functions of a standard normal variable; at variance 0 the one-sided limits at 0.
scaled(f, p) = {
  if(p > 0, return(apply(piece -> my(r = sqrt(p)); [if(piece[1] == -FAR, -FAR, piece[1]/r), if(piece[2] == FAR, FAR, piece[2]/r), piece[3]*r, vector(#piece[4], k, piece[4][k]*r^(k - 1))], f)));
  [[-FAR, 0, 0, [at(f, -1/10^90)]], [0, FAR, 0, [at(f, 1/10^90)]]];
}
mirrored(f) = apply(piece -> [-piece[2], -piece[1], -piece[3], vector(#piece[4], k, (-1)^(k - 1)*piece[4][k])], f);
kinks(f) = select(x -> abs(x) < FAR, concat(apply(piece -> [piece[1], piece[2]], f)));
\\ NODES is intnumgaussinit of an order that serves pieces of 17 deviations.
between(f, ends) = {
  my(all = vecsort(concat([-REACH, 0, REACH], select(x -> abs(x) < REACH, ends)), (a, b) -> sign(a - b), 8));
  sum(i = 1, #all - 1, intnumgauss(x = all[i], all[i + 1], f(x), NODES));
}
nested(f, p, q, e, neg) = {
  my(rho = 1 - e, s = sqrt(e*(2 - e)), F = scaled(f, p), G = scaled(f, q), ends);
  if(neg, G = mirrored(G));
  if(e == 1, return(conditional(F, 0, 1)*conditional(G, 0, 1)));
  ends = kinks(F);
  if(e == 0, return(between(x -> at(F, x)*at(G, x)*exp(-x^2/2), concat(ends, kinks(G)))/sqrt(2*Pi)));
  foreach(kinks(G), b, ends = concat(ends, [b/rho, (b - 16*s)/rho, (b + 16*s)/rho]));
  between(x -> my(y = at(F, x)); if(y == 0, 0, y*conditional(G, rho*x, s)*exp(-x^2/2)), ends)/sqrt(2*Pi);
}
elu(a, c, scale = 1) = [[[-FAR, 0, c, [scale*a]], [-FAR, 0, 0, [-scale*a]], [0, FAR, 0, [0, scale]]], [[-FAR, 0, c, [scale*a*c]], [0, FAR, 0, [scale]]]];
SELU = [10507009873554804934193349852946/10^31, 16732632423543772848170429916717/10^31];
KINKED = [\
  ["elu/celu", elu(1, 1)],\
  ["celu[2]", elu(2, 1/2)],\
  ["selu", elu(SELU[2], 1, SELU[1])],\
  ["hardTanh", [[[-FAR, -1, 0, [-1]], [-1, 1, 0, [0, 1]], [1, FAR, 0, [1]]], [[-1, 1, 0, [1]]]]],\
  ["hardSigmoid", [[[-3, 3, 0, [1/2, 1/6]], [3, FAR, 0, [1]]], [[-3, 3, 0, [1/6]]]]],\
  ["hardSwish", [[[-3, 3, 0, [0, 1/2, 1/6]], [3, FAR, 0, [0, 1]]], [[-3, 3, 0, [1/2, 1/3]], [3, FAR, 0, [1]]]]],\
  ["relu6", [[[0, 6, 0, [0, 1]], [6, FAR, 0, [6]]], [[0, 6, 0, [1]]]]]];
\\ softsign, which is odd, by polar coordinates of the plane: x = R cos(t), y = R cos(t - angle), R of Rayleigh's
\\ law, t uniform. Both integrals by the tanh-sinh rule: the integrands are singular at the ends alone.
tanhSinh(h) = {
  my(last = asinh(log(10)*77/Pi), n = ceil(last/h));
  vector(2*n + 1, i, my(t = (i - n - 1)*h, y = exp(-Pi*sinh(abs(t)))); [if(t < 0, y, 1)/(1 + y), h*Pi*cosh(t)*y/(1 + y)^2]);
}
\\ E[R^2 a b s] and E[s] for s = 1/((1 + a R)(1 + b R)), the latter squared
radial(r, w, a, b) = {
  my(s = vector(#r, k, 1/((1 + a*r[k])*(1 + b*r[k]))));
  [a*b*(w*vector(#s, k, s[k]*r[k]^2)~), w*vector(#s, k, s[k]^2)~];
}
polar(r, w, outer, p, q, e, neg) = {
  my(angle = 2*asin(sqrt(e/2.)), total = [0, 0], s = sqrt(p*1.), t = sqrt(q*1.), rest = Pi - angle);
  foreach(outer, x, total += rest*x[2]*radial(r, w, s*sin(angle + rest*x[1]), t*sin(rest*x[1])));
  if(angle > 0, foreach(outer, x, my(both = radial(r, w, s*sin(angle*x[1]), t*sin(angle*(1 - x[1])))); total += angle*x[2]*[-both[1], both[2]]));
  if(e == 1, total[1] = 0);
  [(-1)^neg*total[1], total[2]]/Pi;
}
softsign(finer = 1) = {
  my(outer = tanhSinh(finer/46), inner = tanhSinh(finer/63),
    r = vector(#inner, k, REACH*inner[k][1]), w = vector(#inner, k, REACH*inner[k][2]*r[k]*exp(-r[k]^2/2)));
  (p, q, e, neg) -> polar(r, w, outer, p, q, e, neg);
}
kinked(only = "", digits = 77, order = 140) = {
  default(realprecision, digits);
  NODES = intnumgaussinit(order);
  header(["Conditional expectations in closed form, the outer integral by Gauss and Legendre's rule of order 140 (77", "digits); softsign by the tanh-sinh rule in polar coordinates. With 96 digits, order 190 and finer steps the", "same to 50 digits."]);
  foreach(KINKED, a, if(only == "" || only == a[1],
    rows(a[1], (p, q, e, neg) -> [nested(a[2][1], p, q, e, neg), nested(a[2][2], p, q, e, neg)])));
  if(only == "" || only == "softsign", rows("softsign", softsign()));
}
