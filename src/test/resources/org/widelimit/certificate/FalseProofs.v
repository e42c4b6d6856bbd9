(* Averages with a rest that depends on another symbol, and a false solution: the proofs must fail. *)
Require Import Reals Psatz List.
From Coquelicot Require Import Coquelicot.
Require Import Widelimit.
Import ListNotations.
Open Scope R_scope.
Definition f_1 (x : R) : R := erf x.
Lemma f_1_sum : forall x, f_1 x = comb [(1, 0%nat, Erf 1)] x.
Proof. intros. unfold f_1. same_function. Qed.
Definition f_2 (x : R) : R := (Rmax 0 x) ^ 2.
Lemma f_2_sum : forall x, f_2 x = comb [(1, 2%nat, Step)] x.
Proof. intros. unfold f_2. rewrite max_0. unfold comb, mono, ev, step. destruct (Rtotal_order x 0) as [L|[L|L]].
 rewrite sign_eq_m1 by lra. field. subst. rewrite sign_0. field. rewrite sign_eq_1 by lra. field. Qed.
Theorem same_rest_true : forall q s, 1 < q -> q < 6 -> (E1 (fun x => f_2 x ^ 2) q) + s = 3 * q^2/2 + s.
Proof. intros. words. second [(1, 2%nat, Step)] f_2 f_2_sum q. elementary. Qed.
Print Assumptions same_rest_true.
Goal forall q s, 1 < q -> q < 6 -> (E1 (fun x => f_2 x ^ 2) q) + (s - 1)/10^17 = 3 * q^2/2.
Proof. intros. words. assert_fails (solve [second [(1, 2%nat, Step)] f_2 f_2_sum q; elementary]). Abort.
Goal forall q s, 1 < q -> q < 6 -> (E1 (fun x => f_2 x ^ 2) q) = 3 * q^2/2 + s - 1.
Proof. intros. words. assert_fails (solve [second [(1, 2%nat, Step)] f_2 f_2_sum q; elementary]). Abort.
Goal forall q m, 1 < q -> q < 6 -> 1 <= m -> m <= 500000 -> (E1 (fun x => f_1 x ^ 2) q) + (m - 1) * IZR (Int_part (m/3000)) = 2/PI * asin (2*q/(1+2*q)).
Proof. intros. words. assert_fails (solve [second [(1, 0%nat, Erf 1)] f_1 f_1_sum q; elementary]). Abort.
(* internal-names: f' = - u with f = 2 exp (- t) is false *)
Goal forall t u, 0 <= t <= 1 -> 1 < u < 2 -> is_derive (fun t => 2 * exp (- t)) t (- u).
Proof. intros. assert_fails (solve [auto_derive; [trivial | elementary]]). Abort.
