package org.widelimit.numeric.special;

/**
 * The error function and its complement, close to the last digit and on the whole line.
 *
 * <p>Two fits, each a Chebyshev interpolation at 40 digits: {@code erf(x)/x} in {@code x^2} for
 * {@code |x| < 1} (error 1e-19), and {@code (1+x) erfcx(x)} in {@code t = 1/(1+x)} on twelve pieces
 * of {@code [0, 2/3]} (error 5e-19), where {@code erfcx(x) = exp(x^2) erfc(x)}. The second function
 * hardly varies, so that its argument's rounding costs nothing; the exponential takes the square
 * with its rounding error, so that the tails keep their digits.
 */
final class ErrorFunction {

  /** Beyond this argument erfc is 0 in double precision. */
  private static final double LARGEST = 27.3;

  private static final double PIECES_PER_UNIT = 18;

  private static final double[] SMALL = {
    1.1283791670955126,
    -0.3761263890318375,
    0.11283791670954879,
    -0.026866170645076792,
    0.0052239776248180145,
    -0.000854832698083379,
    0.0001205533111164271,
    -1.4925595266831182e-05,
    1.6461000484121368e-06,
    -1.6350312701054695e-07,
    1.4659775274047436e-08,
    -1.1372848856791674e-09,
    5.957176147748911e-11
  };

  private static final double[][] SCALED_COMPLEMENT = {
    {
      0.5800727144453752,
      0.03217487798666508,
      0.0007879840098977217,
      -6.186705328522283e-05,
      -6.712908262927255e-06,
      8.32042940936191e-08,
      5.648101232726186e-08,
      1.5259704079098565e-09,
      -5.625512545059877e-10,
      -3.8929341185994407e-11,
      6.544593537251335e-12
    },
    {
      0.6129671370970613,
      0.03353915402170642,
      0.0005637998687477183,
      -8.673752566355479e-05,
      -5.439008999331465e-06,
      4.196149301292099e-07,
      4.9755685077549454e-08,
      -3.4255487424010727e-09,
      -5.455588598059128e-10,
      4.332121055267659e-11,
      6.8804029171660436e-12
    },
    {
      0.6469783799021707,
      0.034387153865361834,
      0.0002758103507628012,
      -0.00010344837627001064,
      -2.745994282249519e-06,
      6.225227946719472e-07,
      1.5226708793496442e-08,
      -5.678524751017058e-09,
      9.43820263009265e-12,
      6.178833524202426e-11,
      -2.9278565519490722e-12
    },
    {
      0.6815357818867547,
      0.03462061028448757,
      -4.467402596519861e-05,
      -0.00010809603376799029,
      4.0397076765661376e-07,
      6.02015522697736e-07,
      -1.9881932600576274e-08,
      -3.869521907783796e-09,
      3.690614300195568e-10,
      1.48786744859704e-11,
      -4.839182253313041e-12
    },
    {
      0.7160046047255598,
      0.03421145675315692,
      -0.0003608869764052624,
      -0.00010097170231222927,
      3.007142758545944e-06,
      4.2288548943338567e-07,
      -3.6293163841135945e-08,
      -8.784418093745802e-10,
      3.3023462777684333e-10,
      -1.7269029841775927e-11,
      -1.462496204898178e-12
    },
    {
      0.7497575959682748,
      0.03320068925729258,
      -0.000642084648256023,
      -8.545398707318316e-05,
      4.5671283906606575e-06,
      2.027295135118273e-07,
      -3.484666169668328e-08,
      1.0445503066946628e-09,
      1.4805868679096265e-10,
      -1.943857322677209e-11,
      6.47114353096911e-13
    },
    {
      0.7822354827753338,
      0.03167923940901231,
      -0.0008695138308994031,
      -6.581180805695712e-05,
      5.102703610403743e-06,
      2.1615967579742326e-08,
      -2.485988259774524e-08,
      1.6252609695020369e-09,
      1.0742512934658612e-11,
      -1.0630694758451145e-11,
      9.162452386013954e-13
    },
    {
      0.8129844976313632,
      0.02976315743413722,
      -0.001036455682993918,
      -4.562533169933723e-05,
      4.89436799219818e-06,
      -9.392958757795245e-08,
      -1.3893551642360142e-08,
      1.4300890412341686e-09,
      -4.8253797768579806e-11,
      -3.147460520745748e-12,
      5.525270554753683e-13
    },
    {
      0.8416703619748837,
      0.027572404137350775,
      -0.0011450845781767146,
      -2.721787785782886e-05,
      4.26270270980275e-06,
      -1.502320006299476e-07,
      -5.396642135943019e-09,
      9.864366733113388e-10,
      -5.714506005674083e-11,
      5.631728428342727e-13,
      2.1424200842332714e-13
    },
    {
      0.8680745716603255,
      0.025216855073383386,
      -0.0012027261208462944,
      -1.1745924160217594e-05,
      3.4612287606694603e-06,
      -1.6497996268473678e-07,
      -7.884278670627089e-12,
      5.689766126394414e-10,
      -4.5591619907692116e-11,
      1.6820884006777958e-12,
      3.3558810754475705e-14
    },
    {
      0.8920802514547124,
      0.022789188660655827,
      -0.0012188357049586905,
      4.665389008216064e-07,
      2.6531501728387e-06,
      -1.554148813200935e-07,
      2.8431837827167415e-09,
      2.662415224526607e-10,
      -3.02211442240796e-11,
      1.6145221085153097e-12,
      -3.377033663127463e-14
    },
    {
      0.9136535717653855,
      0.020362771088928155,
      -0.0012030238868750457,
      9.589611819071867e-06,
      1.9261222471866462e-06,
      -1.3426303782941645e-07,
      3.988319306952449e-09,
      7.79088105580535e-11,
      -1.751150208974932e-11,
      1.1890987751454044e-12,
      -4.5849889096104005e-14
    }
  };

  private ErrorFunction() {}

  static double erf(double x) {
    double magnitude = Math.abs(x);
    if (magnitude < 1) {
      double y = x * x;
      return x * SMALL[0] + x * y * tailOf(SMALL, y);
    }
    return Double.isNaN(x) ? x : Math.copySign(1 - erfcPositive(magnitude), x);
  }

  static double erfc(double x) {
    if (x >= 0.5) {
      return erfcPositive(x);
    }
    return x > -1 ? 1 - erf(x) : Double.isNaN(x) ? x : 2 - erfcPositive(-x);
  }

  private static double erfcPositive(double x) {
    return x > LARGEST ? 0 : scaledPositive(x) * expMinusSquare(x, 1);
  }

  /** Returns exp(x^2) erfc(x) for x of at least 1/2. */
  static double scaledPositive(double x) {
    double t = 1 / (1 + x);
    double place = t * PIECES_PER_UNIT;
    int piece = Math.min((int) place, SCALED_COMPLEMENT.length - 1);
    double[] fit = SCALED_COMPLEMENT[piece];
    double u = place - piece - 0.5;
    return t * (fit[0] + u * tailOf(fit, u));
  }

  /** Returns exp(-scale x^2) with the rounding error of the square put back; scale 1 or 1/2. */
  static double expMinusSquare(double x, double scale) {
    double square = x * x;
    if (square > 3000 || Double.isNaN(square)) {
      return Math.exp(-scale * square);
    }
    double high = Double.longBitsToDouble(Double.doubleToRawLongBits(x) & -(1L << 27));
    double low = x - high;
    double lost = ((high * high - square) + 2 * high * low) + low * low;
    double exponential = Math.exp(-scale * square);
    return exponential - exponential * (scale * lost);
  }

  /** Returns the polynomial without its constant, divided by its variable. */
  private static double tailOf(double[] coefficients, double x) {
    double sum = 0;
    for (int i = coefficients.length - 1; i > 0; i--) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }
}
