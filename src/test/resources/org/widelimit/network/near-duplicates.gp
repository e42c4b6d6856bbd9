\\ Makes near-duplicates.csv: the kernels of two inputs through many layers by the plain recursion in 200 digits (Lee et
\\ al. 2018; Jacot et al. 2018; duals of Williams 1997 and of Cho and Saul 2009), 60 digits printed. The inputs are the
\\ doubles nearest to the decimals. For PARI/GP 2.15:
\\   gp -q near-duplicates.gp > near-duplicates.csv
default(realprecision, 200);
double(x) = if(x == 0, 0, my(e = floor(log(abs(x))/log(2)) - 52); round(x*2^-e)*2^e);
erfs(p, q, r) = my(s = (1 + 2*p)*(1 + 2*q) - 4*r^2); [2/Pi*atan(2*r/sqrt(s)), 4/Pi/sqrt(s)];
relu(p, q, r) = my(c = r/sqrt(p*q), w); if(abs(c) >= 1, c = sign(c)); w = Pi - acos(c); [sqrt(p*q)*(sqrt(1 - c^2) + w*c)/(2*Pi), w/(2*Pi)];
kernels(dual, hidden, w, b, x, y) = {
  my(d = #x, p = w*(x*x~)/d + b, q = w*(y*y~)/d + b, r = w*(x*y~)/d + b, tp = p, t = r);
  for(l = 1, hidden,
    my(P = dual(p, p, p), Q = dual(q, q, q), R = dual(p, q, r));
    tp = w*P[1] + b + w*P[2]*tp; t = w*R[1] + b + w*R[2]*t;
    p = w*P[1] + b; q = w*Q[1] + b; r = w*R[1] + b);
  [p, q, r, 1 - r/sqrt(p*q), tp, t];
}
print("# Kernels of two inputs by the plain recursion in 200 digits, PARI/GP 2.15, near-duplicates.gp; 60 digits printed.");
print("activation;hidden;sigmaW2;sigmaB2;x;y;p;q;covariance;defect;tangentP;tangent");
pretty(x) = strjoin(strsplit(strprintf("%.59e", x), " "));
words(v) = strjoin(apply(x -> strprintf("%.5g", x), v), " ");
row(name, dual, hidden, w, b, x, y) = print(name, ";", hidden, ";", strprintf("%.5g", w), ";", if(b == 0, "0", strprintf("%.5g", b)), ";", words(x), ";", words(y), ";", strjoin(apply(pretty, kernels(dual, hidden, double(w), double(b), apply(double, x), apply(double, y))), ";"));
X = [3/5, 4/5, -1/2];
OTHERS = [[601/1000, 4/5, -1/2], [6008/10000, 7994/10000, -1/2], [6001/10000, 4/5, -1/2], [-3/5, -4/5, 501/1000], [4/5, -3/5, 1/4]];
{foreach(OTHERS, Y,
  row("erf", erfs, 100, 3/2, 1/20, X, Y);
  row("erf", erfs, 100, 9/4, 1/20, X, Y);
  row("erf", erfs, 100, 9/4, 0, X, Y);
  row("relu", relu, 1000, 2, 1/10, X, Y);
  row("relu", relu, 1000, 2, 0, X, Y))}
