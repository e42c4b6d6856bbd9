package org.widelimit.algebra;
import java.math.BigDecimal; import java.time.*; import java.util.*;
class DecideScratch { public static void main(String[] a){
 Expr e=WolframReader.read("Erf[x]+Gamma[x]+Erfc[3 x]+ArcTan[x] x^(1/3)");
 System.out.println(HighPrecision.evaluate(e, Map.of("x",new BigDecimal("0.7")),50));
 long t=System.nanoTime();
 System.out.println(HighPrecision.evaluate(e, Map.of("x",new BigDecimal("0.8")),50));
 System.out.println((System.nanoTime()-t)/1e6);
 for (String s : List.of("Sqrt[2] Sqrt[3]-Sqrt[6]","Log[0-1]","1/(x-x)","ArcSin[2]","Sign[Sqrt[2]^2-2]","Exp[-10000]","Max[0,-1]","Erfc[50]","Erfc[10]","Erf[-44.8]"))
  System.out.println(s+" "+HighPrecision.evaluate(WolframReader.read(s), Map.of("x",new BigDecimal("0.7")),30));
 SymjaKernel k=SymjaKernel.shared();
 for (String s : List.of("Tanh[x]^2","Max[0,x] Abs[x]","f[x^2]","Gamma[x]","Erf[x/Sqrt[2]]","x^x"))
  System.out.println(s+" -> "+WolframWriter.write(k.differentiate(WolframReader.read(s),"x")));
 t=System.nanoTime();
 System.out.println(k.simplify(WolframReader.read("Sin[x]^2+Cos[x]^2+Sqrt[y^2]+gamma"),Assumptions.positive("y"),Duration.ofSeconds(20)).map(WolframWriter::write));
 System.out.println(k.integrate(WolframReader.read("x Exp[-x^2]"),"x",Duration.ofSeconds(20)).map(WolframWriter::write));
 System.out.println(k.limit(WolframReader.read("Sin[N]/N"),"N",Expressions.ZERO,Duration.ofSeconds(20)).map(WolframWriter::write));
 System.out.println(k.solve(WolframReader.read("sigma^2 == q"),"sigma",Duration.ofSeconds(20)));
 System.out.println(k.series(WolframReader.read("Exp[x]"),"x",Expressions.ZERO,3,Duration.ofSeconds(20)).map(WolframWriter::write));
 System.out.println((System.nanoTime()-t)/1e6);
 System.out.println(new Assumptions(Map.of("p",Interval.POSITIVE,"q",Interval.POSITIVE),List.of(WolframReader.read("r^2 < p q"))).sample(Set.of("p"),new SplittableRandom(1)));
}}
