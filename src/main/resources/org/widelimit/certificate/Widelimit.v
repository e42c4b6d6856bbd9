(* The trusted base of Widelimit's certificates: what the words mean, and the analytic rules. *)
Require Import Reals Psatz List FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Definition density (z : R) : R := exp (- z^2 / 2) / sqrt (2 * PI).
Definition line (g : R -> R) : R := RInt_gen g (Rbar_locally m_infty) (Rbar_locally p_infty).
Definition E1 (f : R -> R) (q : R) : R := line (fun z => f (sqrt q * z) * density z).
Definition Dual (f g : R -> R) (p q r : R) : R :=
  line (fun z => f (sqrt p * z) *
    line (fun w => g (r / sqrt p * z + sqrt (q - r^2 / p) * w) * density w) * density z).
Definition LengthMap (f : R -> R) (sw sb q : R) : R := sw^2 * E1 (fun x => f x ^ 2) q + sb^2.
Definition Chi (df : R -> R) (sw q : R) : R := sw^2 * E1 (fun x => df x ^ 2) q.
Definition CorrelationMap (f : R -> R) (sw sb q c : R) : R :=
  (sw^2 * Dual f f q q (c * q) + sb^2) / q.

Definition step (x : R) : R := (1 + sign x) / 2.
Definition erf (x : R) : R := 2 / sqrt PI * RInt (fun t => exp (- t^2)) 0 x.

Definition growth (f : R -> R) : Prop :=
  exists C k, 0 <= C /\ 0 <= k /\ forall x, Rabs (f x) <= C * exp (k * Rabs x).
Definition regular (f : R -> R) : Prop :=
  growth f /\ exists l : list R, forall x, ~ In x l -> continuous f x.
Definition kinked (f df : R -> R) : Prop :=
  regular f /\ regular df /\ (forall x, continuous f x) /\
  exists l : list R, forall x, ~ In x l -> is_derive f x (df x).

Axiom Convergence : forall f s, regular f ->
  ex_RInt_gen (fun z => f (s * z) * density z) (Rbar_locally m_infty) (Rbar_locally p_infty).
Axiom Linearity : forall f g h a b p q r, regular f -> regular g -> regular h ->
  0 < p -> 0 < q -> r^2 < p * q ->
  Dual (fun x => a * f x + b * g x) h p q r = a * Dual f h p q r + b * Dual g h p q r.
Axiom Fubini : forall f g p q r, regular f -> regular g ->
  0 < p -> 0 < q -> r^2 < p * q -> Dual f g p q r = Dual g f q p r.
Axiom Reflection : forall f g p q r, regular f -> regular g ->
  0 < p -> 0 < q -> r^2 < p * q ->
  Dual f g p q r = Dual (fun x => f (- x)) (fun x => g (- x)) p q r.
Axiom Price : forall f df g dg p q r, kinked f df -> kinked g dg ->
  0 < p -> 0 < q -> r^2 < p * q ->
  is_derive (fun x => Dual f g p q x) r (Dual df dg p q r).
Axiom Stein : forall f df g dg J K p q r, kinked f df -> kinked g dg ->
  0 < p -> 0 < q -> r^2 < p * q ->
  Dual (fun x => x * (f x + J * step x)) (fun x => g x + K * step x) p q r =
  p * (Dual df (fun x => g x + K * step x) p q r
       + J / sqrt (2 * PI * p) * E1 (fun x => g x + K * step x) (q - r^2 / p)) +
  r * (Dual (fun x => f x + J * step x) dg p q r
       + K / sqrt (2 * PI * q) * E1 (fun x => f x + J * step x) (p - r^2 / q)).
Axiom CompletingTheSquare : forall a b c d p q r, 0 <= a -> 0 <= c ->
  0 < p -> 0 < q -> r^2 < p * q ->
  Dual (fun x => exp (- a * x^2 + b * x)) (fun x => exp (- c * x^2 + d * x)) p q r =
  exp ((b^2 * (p + 2 * c * (p * q - r^2)) + 2 * b * d * r + d^2 * (q + 2 * a * (p * q - r^2)))
       / (2 * ((1 + 2 * a * p) * (1 + 2 * c * q) - 4 * a * c * r^2)))
  / sqrt ((1 + 2 * a * p) * (1 + 2 * c * q) - 4 * a * c * r^2).
Axiom CharacteristicFunction : forall b q, 0 < q ->
  E1 (fun x => cos (b * x)) q = exp (- (b^2 * q) / 2).
Axiom Sheppard : forall p q r, 0 < p -> 0 < q -> r^2 < p * q ->
  Dual step step p q r = 1 / 4 + asin (r / sqrt (p * q)) / (2 * PI).
Axiom Diagonal : forall f g q, regular f -> regular g -> 0 < q ->
  filterlim (fun r => Dual f g q q r) (at_left q) (locally (E1 (fun x => f x * g x) q)).
Axiom HeatEquation : forall f df ddf q, kinked f df -> kinked df ddf -> 0 < q ->
  is_derive (fun x => E1 f x) q (E1 ddf q / 2).

(* ---- growth, regularity *)
Lemma growth_const : forall c, growth (fun _ => c).
Proof.
intros c. exists (Rabs c), 0. split; [apply Rabs_pos|split; [lra|]]. intros x.
rewrite Rmult_0_l, exp_0. lra.
Qed.
Lemma exp_ge_1 : forall x, 0 <= x -> 1 <= exp x.
Proof. intros x H. rewrite <- exp_0. destruct H as [H|H]. left. now apply exp_increasing. subst. lra. Qed.
Lemma exp_ge_id : forall x, x <= exp x.
Proof.
intros x. destruct (Req_dec x 0) as [->|H]. rewrite exp_0; lra.
assert (G := exp_ineq1 x H). lra.
Qed.
Lemma exp_le : forall x y, x <= y -> exp x <= exp y.
Proof. intros x y [H|H]. left. now apply exp_increasing. subst. lra. Qed.
Lemma growth_id : growth (fun x => x).
Proof.
exists 1, 1. split; [lra|split; [lra|]]. intros x. rewrite !Rmult_1_l. apply exp_ge_id.
Qed.
Lemma growth_plus : forall f g, growth f -> growth g -> growth (fun x => f x + g x).
Proof.
intros f g [C [k [HC [Hk H]]]] [D [m [HD [Hm G]]]].
exists (C + D), (k + m). split; [lra|split; [lra|]]. intros x.
assert (A := Rabs_pos x).
assert (exp (k * Rabs x) <= exp ((k + m) * Rabs x)) by (apply exp_le; nra).
assert (exp (m * Rabs x) <= exp ((k + m) * Rabs x)) by (apply exp_le; nra).
assert (T := Rabs_triang (f x) (g x)). specialize (H x). specialize (G x). nra.
Qed.
Lemma growth_mult : forall f g, growth f -> growth g -> growth (fun x => f x * g x).
Proof.
intros f g [C [k [HC [Hk H]]]] [D [m [HD [Hm G]]]].
exists (C * D), (k + m). split; [nra|split; [lra|]]. intros x.
rewrite Rabs_mult, Rmult_plus_distr_r, exp_plus.
replace (C * D * (exp (k * Rabs x) * exp (m * Rabs x)))
  with ((C * exp (k * Rabs x)) * (D * exp (m * Rabs x))) by ring.
apply Rmult_le_compat; auto using Rabs_pos.
Qed.
Lemma growth_bounded : forall f C, (forall x, Rabs (f x) <= C) -> growth f.
Proof.
intros f C H. exists (Rabs C), 0. split; [apply Rabs_pos|split; [lra|]]. intros x.
rewrite Rmult_0_l, exp_0. specialize (H x). assert (A := Rle_abs C). lra.
Qed.
Lemma regular_const : forall c, regular (fun _ => c).
Proof. intros c. split. apply growth_const. exists nil. intros. apply continuous_const. Qed.
Lemma regular_continuous : forall f, growth f -> (forall x, continuous f x) -> regular f.
Proof. intros f G H. split; trivial. exists nil. intros; apply H. Qed.
Lemma regular_id : regular (fun x => x).
Proof. apply regular_continuous. apply growth_id. intros; apply continuous_id. Qed.
Lemma regular_plus : forall f g, regular f -> regular g -> regular (fun x => f x + g x).
Proof.
intros f g [Gf [l Hl]] [Gg [m Hm]]. split. now apply growth_plus.
exists (l ++ m). intros x N. rewrite in_app_iff in N.
apply (continuous_plus f g); [apply Hl|apply Hm]; tauto.
Qed.
Lemma regular_mult : forall f g, regular f -> regular g -> regular (fun x => f x * g x).
Proof.
intros f g [Gf [l Hl]] [Gg [m Hm]]. split. now apply growth_mult.
exists (l ++ m). intros x N. rewrite in_app_iff in N.
apply (continuous_mult f g); [apply Hl|apply Hm]; tauto.
Qed.
Lemma regular_pow : forall f n, regular f -> regular (fun x => f x ^ n).
Proof.
intros f n H. induction n; simpl. apply regular_const. now apply regular_mult.
Qed.
Lemma regular_scal : forall f c, regular f -> regular (fun x => c * f x).
Proof. intros. apply regular_mult; trivial. apply regular_const. Qed.
Lemma kinked_smooth : forall f df, regular f -> regular df -> (forall x, is_derive f x (df x)) ->
  kinked f df.
Proof.
intros f df Hf Hd D. split; trivial. split; trivial. split.
intros x. apply (ex_derive_continuous f). now exists (df x). now exists nil.
Qed.
Lemma kinked_plus : forall f df g dg, kinked f df -> kinked g dg ->
  kinked (fun x => f x + g x) (fun x => df x + dg x).
Proof.
intros f df g dg [Rf [Rdf [Cf [l Hl]]]] [Rg [Rdg [Cg [m Hm]]]].
split; [now apply regular_plus|split; [now apply regular_plus|split]].
intros; now apply (continuous_plus f g).
exists (l ++ m). intros x N. rewrite in_app_iff in N.
apply (is_derive_plus f g); [apply Hl|apply Hm]; tauto.
Qed.
Lemma kinked_mult : forall f df g dg, kinked f df -> kinked g dg ->
  kinked (fun x => f x * g x) (fun x => df x * g x + f x * dg x).
Proof.
intros f df g dg [Rf [Rdf [Cf [l Hl]]]] [Rg [Rdg [Cg [m Hm]]]].
split; [now apply regular_mult|split; [apply regular_plus; now apply regular_mult|split]].
intros; now apply (continuous_mult f g).
exists (l ++ m). intros x N. rewrite in_app_iff in N.
apply (is_derive_mult f g); [apply Hl; tauto|apply Hm; tauto|]. intros; apply Rmult_comm.
Qed.
Lemma kinked_const : forall c, kinked (fun _ => c) (fun _ => 0).
Proof.
intros c. apply kinked_smooth; try apply regular_const. intros. apply (is_derive_const (V := R_NormedModule)).
Qed.
Lemma kinked_id : kinked (fun x => x) (fun _ => 1).
Proof.
apply kinked_smooth. apply regular_id. apply regular_const. intros. apply (is_derive_id (K := R_AbsRing)).
Qed.
Lemma kinked_eq : forall f df g dg, kinked f df -> (forall x, f x = g x) -> (forall x, df x = dg x) ->
  kinked g dg.
Proof.
intros f df g dg K H D.
now rewrite <- (functional_extensionality f g H), <- (functional_extensionality df dg D).
Qed.
Lemma kinked_scal : forall f df c, kinked f df -> kinked (fun x => c * f x) (fun x => c * df x).
Proof.
intros. apply (kinked_eq (fun x => c * f x) (fun x => 0 * f x + c * df x)); try (intros; ring).
apply (kinked_mult (fun _ => c) (fun _ => 0)); trivial. apply kinked_const.
Qed.
Lemma kinked_pow : forall f df n, kinked f df ->
  kinked (fun x => f x ^ n) (fun x => INR n * f x ^ pred n * df x).
Proof.
intros f df n H. induction n.
- apply (kinked_eq (fun _ => 1) (fun _ => 0)); try (intros; simpl; ring). apply kinked_const.
- apply (kinked_eq (fun x => f x * f x ^ n) (fun x => df x * f x ^ n + f x * (INR n * f x ^ pred n * df x))).
  now apply kinked_mult. reflexivity.
  intros x. rewrite S_INR. simpl pred. destruct n. simpl; ring. simpl pred. rewrite <- !tech_pow_Rmult. ring.
Qed.
Lemma kinked_regular : forall f df, kinked f df -> regular f.
Proof. intros f df H. apply H. Qed.
Lemma kinked_regular_derivative : forall f df, kinked f df -> regular df.
Proof. intros f df H. apply H. Qed.

(* ---- erf *)
Lemma continuous_gauss : forall x, continuous (fun t => exp (- t^2)) x.
Proof. intros x. apply (ex_derive_continuous (fun t => exp (- t^2))). auto_derive. trivial. Qed.
Lemma is_derive_erf : forall x, is_derive erf x (2 / sqrt PI * exp (- x^2)).
Proof.
intros x. unfold erf. apply (is_derive_scal (fun x => RInt (fun t => exp (- t^2)) 0 x)).
apply (is_derive_RInt (fun t => exp (- t^2)) (fun x => RInt (fun t => exp (- t^2)) 0 x) 0).
- apply filter_forall. intros y. apply (RInt_correct (V := R_CompleteNormedModule)).
  apply (ex_RInt_continuous (V := R_CompleteNormedModule)). intros; apply continuous_gauss.
- apply continuous_gauss.
Qed.
Lemma erf_0 : erf 0 = 0.
Proof. unfold erf. rewrite RInt_point. unfold zero; simpl. ring. Qed.
Lemma erf_opp : forall x, erf (- x) = - erf x.
Proof.
intros x.
assert (D : forall y, is_derive (fun y => erf (- y) + erf y) y 0).
{ intros y. replace 0 with (plus (scal (-1) (2 / sqrt PI * exp (- (- y)^2))) (2 / sqrt PI * exp (- y^2))).
  apply (is_derive_plus (fun y => erf (- y)) erf).
  - apply (is_derive_comp erf (fun y => - y)). apply is_derive_erf. auto_derive; [trivial|ring].
  - apply is_derive_erf.
  - replace ((- y)^2) with (y^2) by ring. unfold plus, scal; simpl; unfold mult; simpl. ring. }
assert (Z : (fun y => erf (- y) + erf y) 0 = (fun y => erf (- y) + erf y) x).
{ destruct (Rtotal_order 0 x) as [L|[L|L]].
  - apply (eq_is_derive (fun y => erf (- y) + erf y) 0 x); [intros; apply D|exact L].
  - rewrite <- L. reflexivity.
  - symmetry. apply (eq_is_derive (fun y => erf (- y) + erf y) x 0); [intros; apply D|lra]. }
simpl in Z. rewrite Ropp_0, erf_0 in Z. lra.
Qed.
Lemma sqrt_PI_pos : 0 < sqrt PI.
Proof. apply sqrt_lt_R0, PI_RGT_0. Qed.
Lemma exp_neg_sqr : forall a x, 0 <= a -> exp (- a * x^2) <= 1.
Proof. intros. rewrite <- exp_0. apply exp_le. assert (0 <= x^2) by apply pow2_ge_0. nra. Qed.
Lemma continuous_erf : forall x, continuous erf x.
Proof. intros x. apply (ex_derive_continuous erf). eexists. apply is_derive_erf. Qed.
Lemma growth_erf : forall a, growth (fun x => erf (a * x)).
Proof.
intros a. assert (H := sqrt_PI_pos).
exists (2 / sqrt PI * Rabs a), 1. split; [|split; [lra|]].
{ apply Rmult_le_pos; [|apply Rabs_pos]. apply Rlt_le, Rdiv_lt_0_compat; lra. }
intros x. destruct (MVT_gen erf 0 (a * x) (fun x => 2 / sqrt PI * exp (- x^2))) as [c [_ Hc]].
- intros; apply is_derive_erf.
- intros. apply continuity_pt_filterlim. apply continuous_erf.
- rewrite erf_0, !Rminus_0_r in Hc. rewrite Hc, Rabs_mult, (Rabs_mult a x).
  assert (0 < 2 / sqrt PI) by (apply Rdiv_lt_0_compat; lra).
  rewrite (Rabs_right (2 / sqrt PI * _)).
  2: { assert (G := exp_pos (- c^2)). nra. }
  assert (B : exp (- c^2) <= 1). { replace (- c^2) with (- (1) * c^2) by ring. apply exp_neg_sqr; lra. }
  assert (G := exp_pos (- c^2)). assert (I := exp_ge_id (1 * Rabs x)).
  assert (0 <= Rabs x) by apply Rabs_pos. assert (0 <= Rabs a) by apply Rabs_pos.
  assert (0 <= Rabs a * Rabs x) by nra.
  apply Rle_trans with (2 / sqrt PI * 1 * (Rabs a * Rabs x)); [|].
  + apply Rmult_le_compat_r; nra.
  + replace (2 / sqrt PI * 1 * (Rabs a * Rabs x)) with (2 / sqrt PI * Rabs a * Rabs x) by ring.
    apply Rmult_le_compat_l; nra.
Qed.

(* ---- step *)
Lemma step_pos : forall x, 0 < x -> step x = 1.
Proof. intros x H. unfold step. rewrite sign_eq_1; lra. Qed.
Lemma step_neg : forall x, x < 0 -> step x = 0.
Proof. intros x H. unfold step. rewrite sign_eq_m1; lra. Qed.
Lemma step_0 : step 0 = 1 / 2.
Proof. unfold step. rewrite sign_0. lra. Qed.
Lemma step_opp : forall x, step (- x) = 1 - step x.
Proof. intros x. unfold step. rewrite sign_opp. lra. Qed.
Lemma continuous_step : forall x, x <> 0 -> continuous step x.
Proof.
intros x H. destruct (Rtotal_order 0 x) as [L|[L|L]]; [| lra |].
- apply (continuous_ext_loc _ (fun _ => 1)); [|apply continuous_const].
  exists (mkposreal x L). intros y Hy. symmetry. apply step_pos.
  unfold ball in Hy; simpl in Hy; unfold AbsRing_ball, abs, minus, plus, opp in Hy; simpl in Hy.
  apply Rabs_def2 in Hy. lra.
- apply (continuous_ext_loc _ (fun _ => 0)); [|apply continuous_const].
  assert (L' : 0 < - x) by lra. exists (mkposreal (- x) L'). intros y Hy. symmetry. apply step_neg.
  unfold ball in Hy; simpl in Hy; unfold AbsRing_ball, abs, minus, plus, opp in Hy; simpl in Hy.
  apply Rabs_def2 in Hy. lra.
Qed.
Lemma regular_step : regular step.
Proof.
split. apply (growth_bounded _ 1). intros x.
destruct (Rtotal_order 0 x) as [L|[L|L]].
rewrite step_pos, Rabs_right; lra. subst; rewrite step_0, Rabs_right; lra. rewrite step_neg, Rabs_R0; lra.
exists (0 :: nil). intros x N. apply continuous_step. intros ->. apply N. now left.
Qed.
Lemma ramp_max : forall x, x * step x = Rmax 0 x.
Proof.
intros x. destruct (Rtotal_order 0 x) as [L|[L|L]].
rewrite step_pos, Rmax_right; lra. subst; rewrite Rmax_left; lra. rewrite step_neg, Rmax_left; lra.
Qed.
Lemma kinked_ramp : kinked (fun x => x * step x) step.
Proof.
split; [apply regular_mult; [apply regular_id|apply regular_step]|split; [apply regular_step|split]].
- intros x. destruct (Req_dec x 0) as [->|H].
  + apply (continuous_ext (fun x => (x + Rabs x) / 2)).
    * intros y. rewrite ramp_max. unfold Rmax, Rabs. destruct Rle_dec, Rcase_abs; lra.
    * apply (continuous_mult (fun x => x + Rabs x) (fun _ => / 2)); [|apply continuous_const].
      apply (continuous_plus (fun x => x) Rabs); [apply continuous_id|apply continuous_Rabs].
  + apply (continuous_mult (fun x => x) step); [apply continuous_id|now apply continuous_step].
- exists (0 :: nil). intros x N. assert (H : x <> 0) by (intros ->; apply N; now left).
  destruct (Rtotal_order 0 x) as [L|[L|L]]; [| lra |].
  + rewrite step_pos by trivial. apply (is_derive_ext_loc (fun x => x)).
    * exists (mkposreal x L). intros y Hy. unfold ball in Hy; simpl in Hy; unfold AbsRing_ball, abs, minus, plus, opp in Hy; simpl in Hy.
      apply Rabs_def2 in Hy. rewrite step_pos; lra.
    * apply (is_derive_id (K := R_AbsRing)).
  + rewrite step_neg by trivial. apply (is_derive_ext_loc (fun x => 0)).
    * assert (L' : 0 < - x) by lra. exists (mkposreal (- x) L'). intros y Hy. unfold ball in Hy; simpl in Hy; unfold AbsRing_ball, abs, minus, plus, opp in Hy; simpl in Hy.
      apply Rabs_def2 in Hy. rewrite step_neg; lra.
    * apply (is_derive_const (V := R_NormedModule)).
Qed.

(* ---- atoms *)
Inductive atom := Gauss (a b : R) | Erf (a : R) | Step | Sin (b : R) | Cos (b : R).
Definition ev (A : atom) (x : R) : R :=
  match A with
  | Gauss a b => exp (- a * x^2 + b * x) | Erf a => erf (a * x) | Step => step x
  | Sin b => sin (b * x) | Cos b => cos (b * x) end.
Definition dev (A : atom) (x : R) : R :=
  match A with
  | Gauss a b => (- 2 * a * x + b) * exp (- a * x^2 + b * x)
  | Erf a => 2 * a / sqrt PI * exp (- a^2 * x^2 + 0 * x) | Step => 0
  | Sin b => b * cos (b * x) | Cos b => - b * sin (b * x) end.
Definition good (A : atom) : Prop := match A with Gauss a _ => 0 <= a | _ => True end.
Definition smooth (A : atom) : Prop := match A with Gauss a _ => 0 <= a | Step => False | _ => True end.
Definition mono (i : nat) (A : atom) (x : R) : R := x^i * ev A x.

Lemma regular_ev : forall A, good A -> regular (ev A).
Proof.
intros [a b|a| |b|b] H; simpl in *.
- apply regular_continuous.
  + exists 1, (Rabs b). split; [lra|split; [apply Rabs_pos|]]. intros x.
    rewrite Rabs_right by (apply Rle_ge, Rlt_le, exp_pos). rewrite Rmult_1_l. apply exp_le.
    assert (0 <= x^2) by apply pow2_ge_0. assert (B := Rle_abs (b * x)). rewrite Rabs_mult in B. nra.
  + intros x. apply (ex_derive_continuous (fun x => exp (- a * x^2 + b * x))). auto_derive. trivial.
- apply regular_continuous. apply growth_erf. intros x.
  apply (continuous_comp (fun x => a * x) erf); [|apply continuous_erf].
  apply (ex_derive_continuous (fun x => a * x)). auto_derive. trivial.
- apply regular_step.
- apply regular_continuous. apply (growth_bounded _ 1). intros. apply Rabs_le. apply SIN_bound.
  intros x. apply (ex_derive_continuous (fun x => sin (b * x))). auto_derive. trivial.
- apply regular_continuous. apply (growth_bounded _ 1). intros. apply Rabs_le. apply COS_bound.
  intros x. apply (ex_derive_continuous (fun x => cos (b * x))). auto_derive. trivial.
Qed.
Lemma regular_mono : forall i A, good A -> regular (mono i A).
Proof.
intros i A H. apply regular_mult. apply regular_pow, regular_id. now apply regular_ev.
Qed.
Lemma smooth_good : forall A, smooth A -> good A.
Proof. now intros []. Qed.
Lemma kinked_ev : forall A, smooth A -> kinked (ev A) (dev A).
Proof.
intros A H. assert (G := regular_ev A (smooth_good A H)).
apply kinked_smooth; trivial; destruct A as [a b|a| |b|b]; try easy.
- apply (regular_mult (fun x => - 2 * a * x + b)).
  apply (regular_plus (fun x => - 2 * a * x)). apply regular_scal, regular_id. apply regular_const.
  now apply (regular_ev (Gauss a b)).
- apply regular_scal. apply (regular_ev (Gauss (a^2) 0)). apply pow2_ge_0.
- apply regular_scal. now apply (regular_ev (Cos b)).
- apply regular_scal. now apply (regular_ev (Sin b)).
- intros x. apply (is_derive_ext (fun x => exp (- a * x^2 + b * x))); [reflexivity|].
  auto_derive; trivial. unfold dev. simpl. ring.
- intros x. unfold dev. replace (2 * a / sqrt PI * exp (- a^2 * x^2 + 0 * x)) with (scal a (2 / sqrt PI * exp (- (a * x)^2))).
  apply (is_derive_comp erf (fun x => a * x)). apply is_derive_erf. auto_derive; trivial. ring.
  replace (- a^2 * x^2 + 0 * x) with (- (a * x)^2) by ring.
  unfold scal; simpl; unfold mult; simpl. unfold Rdiv. ring.
- intros x. apply (is_derive_ext (fun x => sin (b * x))); [reflexivity|]. auto_derive; trivial. unfold dev. ring.
- intros x. apply (is_derive_ext (fun x => cos (b * x))); [reflexivity|]. auto_derive; trivial. unfold dev. ring.
Qed.
Definition dmono (i : nat) (A : atom) (x : R) : R := INR i * mono (pred i) A x + x^i * dev A x.
Lemma kinked_mono : forall i A, smooth A -> kinked (mono i A) (dmono i A).
Proof.
intros i A H.
apply (kinked_eq (mono i A) (fun x => (INR i * x ^ pred i * 1) * ev A x + x^i * dev A x)).
- apply (kinked_mult (fun x => x^i) (fun x => INR i * x ^ pred i * 1)).
  apply (kinked_pow (fun x => x) (fun _ => 1)). apply kinked_id. now apply kinked_ev.
- reflexivity.
- intros x. unfold dmono, mono. ring.
Qed.
Lemma kinked_mono_step : forall i, kinked (mono (S i) Step) (fun x => INR (S i) * mono i Step x).
Proof.
intros i. induction i.
- apply (kinked_eq (fun x => x * step x) step). apply kinked_ramp.
  intros x; unfold mono; simpl; ring. intros x; unfold mono; simpl; ring.
- apply (kinked_eq (fun x => x * mono (S i) Step x)
          (fun x => 1 * mono (S i) Step x + x * (INR (S i) * mono i Step x))).
  + apply (kinked_mult (fun x => x) (fun _ => 1)). apply kinked_id. apply IHi.
  + intros x. unfold mono. simpl. ring.
  + intros x. unfold mono. rewrite (S_INR (S i)). simpl pow. ring.
Qed.

(* ---- consequences for Gaussian averages *)
Lemma dual_ext : forall f g f' g' p q r, (forall x, f x = f' x) -> (forall x, g x = g' x) ->
  Dual f g p q r = Dual f' g' p q r.
Proof.
intros f g f' g' p q r H G.
now rewrite (functional_extensionality f f' H), (functional_extensionality g g' G).
Qed.
Lemma E1_ext : forall f f' q, (forall x, f x = f' x) -> E1 f q = E1 f' q.
Proof. intros f f' q H. now rewrite (functional_extensionality f f' H). Qed.
Lemma line_ext : forall f g, (forall x, f x = g x) -> line f = line g.
Proof. intros f g H. now rewrite (functional_extensionality f g H). Qed.
Lemma line_scal : forall f c, ex_RInt_gen f (Rbar_locally m_infty) (Rbar_locally p_infty) ->
  line (fun z => c * f z) = c * line f.
Proof.
intros f c H. unfold line. apply is_RInt_gen_unique; try apply Proper_StrongProper; try apply Rbar_locally_filter.
apply (is_RInt_gen_scal (V := R_NormedModule) f c).
now apply (RInt_gen_correct (V := R_CompleteNormedModule)); try apply Proper_StrongProper; try apply Rbar_locally_filter.
Qed.
Lemma line_plus : forall f g, ex_RInt_gen f (Rbar_locally m_infty) (Rbar_locally p_infty) ->
  ex_RInt_gen g (Rbar_locally m_infty) (Rbar_locally p_infty) ->
  line (fun z => f z + g z) = line f + line g.
Proof.
intros f g H G. unfold line. apply is_RInt_gen_unique; try apply Proper_StrongProper; try apply Rbar_locally_filter.
apply (is_RInt_gen_plus (V := R_NormedModule) f g);
  now apply (RInt_gen_correct (V := R_CompleteNormedModule)); try apply Proper_StrongProper; try apply Rbar_locally_filter.
Qed.
Lemma E1_scal : forall f c q, regular f -> E1 (fun x => c * f x) q = c * E1 f q.
Proof.
intros f c q H. unfold E1. rewrite <- (line_scal (fun z => f (sqrt q * z) * density z)) by now apply Convergence.
apply line_ext. intros; ring.
Qed.
Lemma E1_plus : forall f g q, regular f -> regular g -> E1 (fun x => f x + g x) q = E1 f q + E1 g q.
Proof.
intros f g q H G. unfold E1.
rewrite <- (line_plus (fun z => f (sqrt q * z) * density z) (fun z => g (sqrt q * z) * density z)).
apply line_ext; intros; ring. now apply Convergence. now apply Convergence.
Qed.
Lemma line_density : line density = 1.
Proof.
rewrite <- (line_ext (fun z => cos (0 * (sqrt 1 * z)) * density z)).
- change (E1 (fun x => cos (0 * x)) 1 = 1). rewrite CharacteristicFunction by lra.
  replace (- (0^2 * 1) / 2) with 0 by field. apply exp_0.
- intros z. rewrite Rmult_0_l, cos_0. ring.
Qed.
Lemma ex_density : ex_RInt_gen density (Rbar_locally m_infty) (Rbar_locally p_infty).
Proof.
assert (H := Convergence (fun _ => 1) 1 (regular_const 1)). simpl in H.
replace density with (fun z => 1 * density z); trivial.
apply functional_extensionality. intros; ring.
Qed.
Lemma line_constant : forall c, line (fun z => c * density z) = c.
Proof. intros c. rewrite line_scal by apply ex_density. rewrite line_density. ring. Qed.
Lemma E1_const : forall c q, E1 (fun _ => c) q = c.
Proof. intros. unfold E1. apply (line_constant c). Qed.
Lemma Independence : forall f g p q, regular f -> 0 < p -> Dual f g p q 0 = E1 f p * E1 g q.
Proof.
intros f g p q Hf Hp. unfold Dual, E1.
rewrite (line_ext _ (fun z => line (fun w => g (sqrt q * w) * density w) * (f (sqrt p * z) * density z))).
rewrite line_scal by now apply Convergence. ring.
intros z. rewrite (line_ext _ (fun w => g (sqrt q * w) * density w)). ring.
intros w. f_equal. f_equal. replace (q - 0^2 / p) with q by (field; lra). unfold Rdiv. ring.
Qed.
Lemma Marginal : forall f p q r, Dual f (fun _ => 1) p q r = E1 f p.
Proof.
intros f p q r. unfold Dual, E1. apply line_ext. intros z. rewrite line_constant. ring.
Qed.
Lemma degenerate : forall f g q, 0 < q -> Dual f g q q q = E1 (fun x => f x * g x) q.
Proof.
intros f g q Hq. unfold Dual, E1. apply line_ext. intros z.
rewrite (line_ext _ (fun w => g (sqrt q * z) * density w)). rewrite line_constant. ring.
intros w. f_equal. f_equal. replace (q - q^2 / q) with 0 by (field; lra). rewrite sqrt_0.
replace (q / sqrt q) with (sqrt q). ring. rewrite <- (sqrt_sqrt q) at 2 by lra. field.
apply Rgt_not_eq, sqrt_lt_R0; lra.
Qed.

Definition admissible (p q r : R) : Prop := 0 < p /\ 0 < q /\ r^2 < p * q.
Lemma admissible_swap : forall p q r, admissible p q r -> admissible q p r.
Proof. intros p q r [H [G K]]. repeat split; trivial. rewrite (Rmult_comm q p); trivial. Qed.
Lemma admissible_0 : forall p, 0 < p -> admissible p p 0.
Proof. intros. repeat split; trivial. nra. Qed.
Lemma rest_pos : forall p q r, admissible p q r -> 0 < q - r^2 / p.
Proof.
intros p q r [H [G K]]. replace (q - r^2 / p) with ((p * q - r^2) / p) by (field; lra).
apply Rdiv_lt_0_compat; lra.
Qed.
Lemma dual_swap : forall f g p q r, regular f -> regular g -> admissible p q r ->
  Dual f g p q r = Dual g f q p r.
Proof. intros f g p q r Hf Hg [H [G K]]. now apply Fubini. Qed.
Lemma dual_plus_l : forall f g h p q r, regular f -> regular g -> regular h -> admissible p q r ->
  Dual (fun x => f x + g x) h p q r = Dual f h p q r + Dual g h p q r.
Proof.
intros f g h p q r Hf Hg Hh [H [G K]].
rewrite <- (Rmult_1_l (Dual f h p q r)), <- (Rmult_1_l (Dual g h p q r)).
rewrite <- Linearity by trivial. apply dual_ext; intros; trivial; ring.
Qed.
Lemma dual_scal_l : forall f h c p q r, regular f -> regular h -> admissible p q r ->
  Dual (fun x => c * f x) h p q r = c * Dual f h p q r.
Proof.
intros f h c p q r Hf Hh [H [G K]].
rewrite (dual_ext _ h (fun x => c * f x + 0 * f x) h) by (intros; trivial; ring).
rewrite Linearity by trivial. ring.
Qed.
Lemma dual_plus_r : forall f g h p q r, regular f -> regular g -> regular h -> admissible p q r ->
  Dual h (fun x => f x + g x) p q r = Dual h f p q r + Dual h g p q r.
Proof.
intros f g h p q r Hf Hg Hh A.
rewrite (dual_swap h), (dual_swap h f), (dual_swap h g); trivial. 2: now apply regular_plus.
apply dual_plus_l; trivial. now apply admissible_swap.
Qed.
Lemma dual_scal_r : forall f h c p q r, regular f -> regular h -> admissible p q r ->
  Dual h (fun x => c * f x) p q r = c * Dual h f p q r.
Proof.
intros f h c p q r Hf Hh A.
rewrite (dual_swap h), (dual_swap h f); trivial. 2: now apply regular_scal.
apply dual_scal_l; trivial. now apply admissible_swap.
Qed.

(* ---- moments *)
Definition M (i : nat) (A : atom) (j : nat) (B : atom) (p q r : R) : R := Dual (mono i A) (mono j B) p q r.
Definition One : atom := Gauss 0 0.
Definition jump (i : nat) (A : atom) : R := match A, i with Step, O => 1 | _, _ => 0 end.
Definition base (i : nat) (A : atom) (x : R) : R := match A, i with Step, O => 0 | _, _ => mono i A x end.
Definition dbase (i : nat) (A : atom) (x : R) : R :=
  match A with Step => INR i * mono (pred i) Step x | _ => dmono i A x end.
Lemma kinked_base : forall i A, good A -> kinked (base i A) (dbase i A).
Proof.
intros i A H. destruct A; try (apply kinked_mono; exact H).
destruct i; unfold base, dbase.
- apply (kinked_eq (fun _ => 0) (fun _ => 0)). apply kinked_const. trivial. intros. simpl. ring.
- apply (kinked_eq (mono (S i) Step) (fun x => INR (S i) * mono i Step x)); trivial. apply kinked_mono_step.
Qed.
Lemma mono_base : forall i A x, mono i A x = base i A x + jump i A * step x.
Proof. intros i A x. destruct A; simpl; try ring. destruct i; unfold mono; simpl; ring. Qed.
Lemma one_1 : forall x, mono 0 One x = 1.
Proof.
intros x. unfold mono, One, ev. replace (- 0 * x^2 + 0 * x) with 0 by ring. rewrite exp_0. simpl. ring.
Qed.
Lemma good_One : good One.
Proof. simpl. lra. Qed.
Lemma M_swap : forall i A j B p q r, good A -> good B -> admissible p q r ->
  M i A j B p q r = M j B i A q p r.
Proof. intros. apply dual_swap; trivial; now apply regular_mono. Qed.
Lemma E1_M : forall i A q, E1 (mono i A) q = M i A 0 One q q 0.
Proof.
intros i A q. rewrite <- (Marginal _ q q 0). apply dual_ext; trivial. intros. now rewrite one_1.
Qed.
(* what the derivative of an atom adds to a moment *)
Definition slope_l (i : nat) (A : atom) (j : nat) (B : atom) (p q r : R) : R :=
  match A with
  | Gauss a b => - 2 * a * M (S i) A j B p q r + b * M i A j B p q r
  | Erf a => 2 * a / sqrt PI * M i (Gauss (a^2) 0) j B p q r
  | Step => 0
  | Sin b => b * M i (Cos b) j B p q r
  | Cos b => - b * M i (Sin b) j B p q r end.
Lemma good_square : forall a, good (Gauss (a^2) 0).
Proof. intros. apply pow2_ge_0. Qed.
Lemma dual_dbase_l : forall i A j B p q r, good A -> good B -> admissible p q r ->
  Dual (dbase i A) (mono j B) p q r = INR i * M (pred i) A j B p q r + slope_l i A j B p q r.
Proof.
intros i A j B p q r HA HB H. assert (RB := regular_mono j B HB). unfold slope_l, M.
destruct A as [a b|a| |b|b]; unfold dbase, dmono.
- rewrite (dual_ext _ (mono j B) (fun x => INR i * mono (pred i) (Gauss a b) x
    + (- 2 * a * mono (S i) (Gauss a b) x + b * mono i (Gauss a b) x)) (mono j B)); trivial.
  2: { intros x. unfold mono, dev, ev. simpl pow. ring. }
  assert (forall k, regular (mono k (Gauss a b))) by (intros; now apply regular_mono).
  rewrite dual_plus_l, dual_scal_l; trivial; try now apply regular_scal.
  rewrite dual_plus_l, dual_scal_l, dual_scal_l; trivial; try now apply regular_scal.
  apply (regular_plus (fun x => - 2 * a * mono (S i) (Gauss a b) x)); now apply regular_scal.
- rewrite (dual_ext _ (mono j B) (fun x => INR i * mono (pred i) (Erf a) x
    + 2 * a / sqrt PI * mono i (Gauss (a^2) 0) x) (mono j B)); trivial.
  2: { intros x. unfold mono, dev, ev. ring. }
  assert (regular (mono i (Gauss (a^2) 0))) by (apply regular_mono, good_square).
  assert (forall k, regular (mono k (Erf a))) by (intros; now apply regular_mono).
  rewrite dual_plus_l, dual_scal_l, dual_scal_l; trivial; now apply regular_scal.
- rewrite dual_scal_l; trivial. ring. now apply regular_mono.
- rewrite (dual_ext _ (mono j B) (fun x => INR i * mono (pred i) (Sin b) x
    + b * mono i (Cos b) x) (mono j B)); trivial.
  2: { intros x. unfold mono, dev, ev. ring. }
  assert (forall k, regular (mono k (Sin b))) by (intros; now apply regular_mono).
  assert (forall k, regular (mono k (Cos b))) by (intros; now apply regular_mono).
  rewrite dual_plus_l, dual_scal_l, dual_scal_l; trivial; now apply regular_scal.
- rewrite (dual_ext _ (mono j B) (fun x => INR i * mono (pred i) (Cos b) x
    + - b * mono i (Sin b) x) (mono j B)); trivial.
  2: { intros x. unfold mono, dev, ev. ring. }
  assert (forall k, regular (mono k (Sin b))) by (intros; now apply regular_mono).
  assert (forall k, regular (mono k (Cos b))) by (intros; now apply regular_mono).
  rewrite dual_plus_l, dual_scal_l, dual_scal_l; trivial; now apply regular_scal.
Qed.
Definition slope_r (i : nat) (A : atom) (j : nat) (B : atom) (p q r : R) : R :=
  match B with
  | Gauss a b => - 2 * a * M i A (S j) B p q r + b * M i A j B p q r
  | Erf a => 2 * a / sqrt PI * M i A j (Gauss (a^2) 0) p q r
  | Step => 0
  | Sin b => b * M i A j (Cos b) p q r
  | Cos b => - b * M i A j (Sin b) p q r end.
Lemma slope_swap : forall i A j B p q r, good A -> good B -> admissible p q r ->
  slope_l j B i A q p r = slope_r i A j B p q r.
Proof.
intros i A j B p q r HA HB H.
assert (G := good_square).
destruct B as [a b|a| |b|b]; unfold slope_l, slope_r; trivial;
  repeat rewrite (M_swap i A) by (trivial; apply G || exact I); reflexivity.
Qed.
Lemma root_ratio : forall J p e, 0 < p -> J * (sqrt p / sqrt (2 * PI)) * e = p * (J / sqrt (2 * PI * p) * e).
Proof.
intros J p e H. assert (HPI := PI_RGT_0). assert (S := sqrt_lt_R0 p H).
assert (T : 0 < sqrt (2 * PI)) by (apply sqrt_lt_R0; lra).
rewrite (sqrt_mult_alt (2 * PI)) by lra. rewrite <- (sqrt_sqrt p) at 2 by lra.
set (s := sqrt p) in *. set (t := sqrt (2 * PI)) in *. field. lra.
Qed.
Lemma stein_l : forall i A j B p q r, good A -> good B -> admissible p q r ->
  M (S i) A j B p q r =
  p * (INR i * M (pred i) A j B p q r + slope_l i A j B p q r)
  + jump i A * (sqrt p / sqrt (2 * PI)) * E1 (mono j B) (q - r^2 / p) +
  r * (INR j * M i A (pred j) B p q r + slope_r i A j B p q r
       + jump j B / sqrt (2 * PI * q) * E1 (mono i A) (p - r^2 / q)).
Proof.
intros i A j B p q r HA HB H.
rewrite <- (slope_swap i A j B), <- dual_dbase_l by trivial.
rewrite (M_swap i A (pred j)), <- dual_dbase_l by (trivial; now apply admissible_swap).
rewrite (dual_swap (dbase j B) (mono i A) q p r);
  [|apply (kinked_regular_derivative (base j B)); now apply kinked_base|now apply regular_mono|now apply admissible_swap].
unfold M.
assert (S := Stein (base i A) (dbase i A) (base j B) (dbase j B) (jump i A) (jump j B) p q r
  (kinked_base i A HA) (kinked_base j B HB) (proj1 H) (proj1 (proj2 H)) (proj2 (proj2 H))).
rewrite <- (functional_extensionality _ _ (mono_base i A)) in S.
rewrite <- (functional_extensionality _ _ (mono_base j B)) in S.
rewrite root_ratio by apply H. rewrite <- Rmult_plus_distr_l. rewrite <- S. apply dual_ext; trivial.
intros x. rewrite <- mono_base. unfold mono. simpl. ring.
Qed.
Lemma div_eq : forall x n d, d <> 0 -> x * d = n -> x = n / d.
Proof. intros x n d H E. rewrite <- E. field. trivial. Qed.
Lemma stein_r : forall i A j B p q r, good A -> good B -> admissible p q r ->
  M i A (S j) B p q r =
  q * (INR j * M i A (pred j) B p q r + slope_r i A j B p q r)
  + jump j B * (sqrt q / sqrt (2 * PI)) * E1 (mono i A) (p - r^2 / q) +
  r * (INR i * M (pred i) A j B p q r + slope_l i A j B p q r
       + jump i A / sqrt (2 * PI * p) * E1 (mono j B) (q - r^2 / p)).
Proof.
intros i A j B p q r HA HB H. assert (H' := admissible_swap p q r H).
rewrite (M_swap i A (S j)), stein_l by trivial.
rewrite (slope_swap i A j B), <- (slope_swap j B i A) by trivial.
rewrite (M_swap (pred j) B i A), (M_swap j B (pred i) A) by trivial. ring.
Qed.
Lemma gauss_det_pos : forall a c p q r, 0 <= a -> 0 <= c -> admissible p q r ->
  0 < (1 + 2 * a * p) * (1 + 2 * c * q) - 4 * a * c * r^2.
Proof.
intros a c p q r Ha Hc [Hp [Hq Hr]].
replace ((1 + 2 * a * p) * (1 + 2 * c * q) - 4 * a * c * r^2)
  with (1 + 2 * (a * p) + 2 * (c * q) + 4 * (a * c) * (p * q - r^2)) by ring.
assert (0 <= a * p) by (apply Rmult_le_pos; lra). assert (0 <= c * q) by (apply Rmult_le_pos; lra).
assert (0 <= a * c) by (apply Rmult_le_pos; lra).
assert (0 <= (a * c) * (p * q - r^2)) by (apply Rmult_le_pos; lra). lra.
Qed.
Lemma gauss_gauss_l : forall i a b j c d p q r, 0 <= a -> 0 <= c -> admissible p q r ->
  M (S i) (Gauss a b) j (Gauss c d) p q r =
  ((p + 2 * c * (p * q - r^2)) *
     (INR i * M (pred i) (Gauss a b) j (Gauss c d) p q r + b * M i (Gauss a b) j (Gauss c d) p q r)
   + r * (INR j * M i (Gauss a b) (pred j) (Gauss c d) p q r + d * M i (Gauss a b) j (Gauss c d) p q r))
  / ((1 + 2 * a * p) * (1 + 2 * c * q) - 4 * a * c * r^2).
Proof.
intros i a b j c d p q r Ha Hc H. assert (D := gauss_det_pos a c p q r Ha Hc H).
assert (X := stein_l i (Gauss a b) j (Gauss c d) p q r Ha Hc H).
assert (Y := stein_r i (Gauss a b) j (Gauss c d) p q r Ha Hc H).
unfold slope_l, slope_r in X, Y. simpl jump in X, Y.
replace (0 / sqrt (2 * PI * p)) with 0 in * by (unfold Rdiv; ring).
replace (0 / sqrt (2 * PI * q)) with 0 in * by (unfold Rdiv; ring).
rewrite !Rmult_0_l, !Rplus_0_r in X, Y.
apply div_eq; [lra|].
set (x := M (S i) _ _ _ _ _ _) in *. set (y := M i _ (S j) _ _ _ _) in *.
set (m := M i _ j _ _ _ _) in *. set (u := INR i * M (pred i) _ _ _ _ _ _) in *.
set (v := INR j * M i _ (pred j) _ _ _ _) in *.
clearbody x y m u v.
assert (XX : x * (1 + 2 * a * p) = p * (u + b * m) + r * (v + (- 2 * c * y + d * m))) by lra.
assert (YY : y * (1 + 2 * c * q) = q * (v + d * m) + r * (u + (- 2 * a * x + b * m))) by lra.
replace (x * ((1 + 2 * a * p) * (1 + 2 * c * q) - 4 * a * c * r^2))
  with ((x * (1 + 2 * a * p)) * (1 + 2 * c * q) - 4 * a * c * r^2 * x) by ring.
rewrite XX.
replace ((p * (u + b * m) + r * (v + (-2 * c * y + d * m))) * (1 + 2 * c * q) - 4 * a * c * r^2 * x)
  with (p * (u + b * m) * (1 + 2 * c * q) + r * (v + d * m) * (1 + 2 * c * q)
        - 2 * c * r * (y * (1 + 2 * c * q)) - 4 * a * c * r^2 * x) by ring.
rewrite YY. ring.
Qed.
Lemma gauss_gauss_r : forall i a b j c d p q r, 0 <= a -> 0 <= c -> admissible p q r ->
  M i (Gauss a b) (S j) (Gauss c d) p q r =
  ((q + 2 * a * (p * q - r^2)) *
     (INR j * M i (Gauss a b) (pred j) (Gauss c d) p q r + d * M i (Gauss a b) j (Gauss c d) p q r)
   + r * (INR i * M (pred i) (Gauss a b) j (Gauss c d) p q r + b * M i (Gauss a b) j (Gauss c d) p q r))
  / ((1 + 2 * a * p) * (1 + 2 * c * q) - 4 * a * c * r^2).
Proof.
intros i a b j c d p q r Ha Hc H. assert (H' := admissible_swap p q r H).
rewrite (M_swap i _ (S j)), gauss_gauss_l by trivial.
rewrite (M_swap (pred j) _ i), (M_swap j _ (pred i)), (M_swap j _ i) by trivial.
f_equal; [|f_equal]; ring.
Qed.
(* a Gaussian with what is none *)
Definition no_gauss (B : atom) : Prop := match B with Gauss _ _ => False | _ => True end.
Lemma no_gauss_good : forall B, no_gauss B -> good B.
Proof. intros []; simpl; tauto. Qed.
Lemma gauss_other_l : forall i a b j B p q r, 0 <= a -> no_gauss B -> admissible p q r ->
  M (S i) (Gauss a b) j B p q r =
  (p * (INR i * M (pred i) (Gauss a b) j B p q r + b * M i (Gauss a b) j B p q r) +
   r * (INR j * M i (Gauss a b) (pred j) B p q r + slope_r i (Gauss a b) j B p q r
       + jump j B / sqrt (2 * PI * q) * E1 (mono i (Gauss a b)) (p - r^2 / q))) / (1 + 2 * a * p).
Proof.
intros i a b j B p q r Ha HB H. assert (X := stein_l i (Gauss a b) j B p q r Ha (no_gauss_good B HB) H).
unfold slope_l at 1 in X. simpl (jump i (Gauss a b)) in X.
assert (0 <= a * p) by (apply Rmult_le_pos; [|destruct H]; lra).
apply div_eq; [lra|].
rewrite !Rmult_0_l in X. lra.
Qed.
(* values without powers *)
Lemma mono_0 : forall A, mono 0 A = ev A.
Proof. intros A. apply functional_extensionality. intros x. unfold mono. simpl. ring. Qed.
Lemma gauss_gauss_0 : forall a b c d p q r, 0 <= a -> 0 <= c -> admissible p q r ->
  M 0 (Gauss a b) 0 (Gauss c d) p q r =
  exp ((b^2 * (p + 2 * c * (p * q - r^2)) + 2 * b * d * r + d^2 * (q + 2 * a * (p * q - r^2)))
       / (2 * ((1 + 2 * a * p) * (1 + 2 * c * q) - 4 * a * c * r^2)))
  / sqrt ((1 + 2 * a * p) * (1 + 2 * c * q) - 4 * a * c * r^2).
Proof.
intros a b c d p q r Ha Hc [Hp [Hq Hr]]. unfold M. rewrite !mono_0. now apply CompletingTheSquare.
Qed.
Lemma gauss_even_0 : forall a c p q r, 0 <= a -> 0 <= c -> admissible p q r ->
  M 0 (Gauss a 0) 0 (Gauss c 0) p q r = 1 / sqrt ((1 + 2 * a * p) * (1 + 2 * c * q) - 4 * a * c * r^2).
Proof.
intros. rewrite gauss_gauss_0 by trivial. f_equal. rewrite <- exp_0. f_equal. unfold Rdiv. ring.
Qed.
Lemma even_odd : forall f g p q r, regular f -> regular g -> admissible p q r ->
  (forall x, f (- x) = f x) -> (forall x, g (- x) = - g x) -> Dual f g p q r = 0.
Proof.
intros f g p q r Hf Hg A He Ho. assert (A' := A). destruct A' as [Hp [Hq Hr]].
assert (X := Reflection f g p q r Hf Hg Hp Hq Hr).
rewrite (dual_ext (fun x => f (- x)) (fun x => g (- x)) f (fun x => -1 * g x)) in X; trivial.
rewrite dual_scal_r in X by trivial. lra.
intros x. rewrite Ho. ring.
Qed.
Lemma gauss_even : forall a x, ev (Gauss a 0) (- x) = ev (Gauss a 0) x.
Proof. intros. unfold ev. f_equal. ring. Qed.
Lemma gauss_erf_0 : forall a e p q r, 0 <= a -> admissible p q r ->
  M 0 (Gauss a 0) 0 (Erf e) p q r = 0.
Proof.
intros a e p q r Ha A. unfold M. rewrite !mono_0.
apply even_odd; trivial; try (now apply regular_ev). apply gauss_even.
intros x. unfold ev. rewrite <- erf_opp. f_equal. ring.
Qed.
Lemma gauss_sin_0 : forall a e p q r, 0 <= a -> admissible p q r ->
  M 0 (Gauss a 0) 0 (Sin e) p q r = 0.
Proof.
intros a e p q r Ha A. unfold M. rewrite !mono_0.
apply even_odd; trivial; try (now apply regular_ev). apply gauss_even.
intros x. unfold ev. rewrite <- sin_neg. f_equal. ring.
Qed.
Lemma one_cos_0 : forall b p q r, admissible p q r ->
  M 0 One 0 (Cos b) p q r = exp (- (b^2 * q) / 2).
Proof.
intros b p q r A. rewrite (M_swap 0 One 0 (Cos b) p q r good_One I A). unfold M.
rewrite (dual_ext _ _ (ev (Cos b)) (fun _ => 1)).
rewrite Marginal. apply CharacteristicFunction. apply A. intros; now rewrite mono_0. apply one_1.
Qed.
Lemma gauss_step_0 : forall a p q r, 0 <= a -> admissible p q r ->
  M 0 (Gauss a 0) 0 Step p q r = 1 / (2 * sqrt (1 + 2 * a * p)).
Proof.
intros a p q r Ha A. assert (A' := A). destruct A' as [Hp [Hq Hr]].
assert (HG := regular_ev (Gauss a 0) Ha). assert (HS := regular_step).
assert (E : M 0 (Gauss a 0) 0 One p q r = 2 * M 0 (Gauss a 0) 0 Step p q r).
{ unfold M. rewrite !mono_0. replace (ev Step) with step by (now apply functional_extensionality).
  assert (X := Reflection (ev (Gauss a 0)) step p q r HG HS Hp Hq Hr).
  rewrite (dual_ext (fun x => ev (Gauss a 0) (- x)) (fun x => step (- x)) (ev (Gauss a 0))
    (fun x => ev One x + -1 * step x)) in X.
  rewrite dual_plus_r, dual_scal_r in X; trivial; try (now apply regular_scal); try (apply regular_ev, good_One).
  lra.
  apply gauss_even. intros x. rewrite <- mono_0, one_1, step_opp. ring. }
assert (0 < 1 + 2 * a * p). { assert (0 <= a * p) by (apply Rmult_le_pos; lra). lra. }
assert (0 < sqrt (1 + 2 * a * p)) by (now apply sqrt_lt_R0).
replace (M 0 (Gauss a 0) 0 Step p q r) with (M 0 (Gauss a 0) 0 One p q r / 2) by lra.
unfold One. rewrite gauss_even_0; trivial; try lra.
replace ((1 + 2 * a * p) * (1 + 2 * 0 * q) - 4 * a * 0 * r^2) with (1 + 2 * a * p) by ring. field. lra.
Qed.
Lemma step_step_0 : forall p q r, admissible p q r ->
  M 0 Step 0 Step p q r = 1 / 4 + asin (r / sqrt (p * q)) / (2 * PI).
Proof. intros p q r [Hp [Hq Hr]]. unfold M. rewrite !mono_0. now apply Sheppard. Qed.

(* two functions of r with one derivative and one value at 0 are equal *)
Theorem uniqueness : forall (f g d : R -> R) (s : R),
  (forall x, x^2 < s -> is_derive f x (d x)) -> (forall x, x^2 < s -> is_derive g x (d x)) -> f 0 = g 0 ->
  forall r, r^2 < s -> f r = g r.
Proof.
intros f g d s Hf Hg H0 r Hr.
assert (Hd : forall x, x^2 < s -> is_derive (fun x => f x - g x) x 0).
{ intros x Hx. replace 0 with (minus (d x) (d x)) by (unfold minus, plus, opp; simpl; ring).
  apply (is_derive_minus f g); auto. }
assert (f 0 - g 0 = f r - g r).
{ destruct (Rtotal_order 0 r) as [L|[Eq|L]].
  - apply (eq_is_derive (fun x => f x - g x) 0 r); auto. intros t Ht. apply Hd. nra.
  - now subst.
  - symmetry. apply (eq_is_derive (fun x => f x - g x) r 0); auto. intros t Ht. apply Hd. nra. }
lra.
Qed.
Lemma asin_sqrt_derive : forall k P x, 0 < P - (k * x)^2 ->
  is_derive (fun x => asin (k * x / sqrt P)) x (k / sqrt (P - (k * x)^2)).
Proof.
intros k P x HD. assert (S2 := pow2_ge_0 (k * x)). assert (HP : 0 < P) by lra.
assert (HsP : 0 < sqrt P) by (now apply sqrt_lt_R0).
assert (Hs2 : sqrt P * sqrt P = P) by (apply sqrt_sqrt; lra).
assert (HsD : 0 < sqrt (P - (k * x)^2)) by (now apply sqrt_lt_R0).
assert (Hx : -1 < k * x / sqrt P < 1).
{ assert (Rabs (k * x) < sqrt P).
  { rewrite <- (Rabs_right (sqrt P)) by lra. apply Rsqr_lt_abs_0. unfold Rsqr. rewrite Hs2. simpl in HD. nra. }
  apply Rabs_def2 in H. destruct H.
  split; apply Rmult_lt_reg_r with (sqrt P); trivial; unfold Rdiv; rewrite Rmult_assoc, Rinv_l; lra. }
assert (HA : is_derive asin (k * x / sqrt P) (1 / sqrt (1 - (k * x / sqrt P)^2))).
{ apply is_derive_Reals. apply (derive_pt_eq_1 asin _ _ (derivable_pt_asin _ Hx)).
  rewrite derive_pt_asin. unfold Rsqr. do 3 f_equal. ring. }
replace (k / sqrt (P - (k * x)^2)) with (scal (k / sqrt P) (1 / sqrt (1 - (k * x / sqrt P)^2))).
- apply (is_derive_comp asin (fun x => k * x / sqrt P)); trivial. auto_derive; trivial. field. lra.
- assert (HE : sqrt (1 - (k * x / sqrt P)^2) = sqrt (P - (k * x)^2) / sqrt P).
  { rewrite <- sqrt_div_alt by lra. f_equal.
    replace ((k * x / sqrt P)^2) with ((k * x)^2 / (sqrt P * sqrt P)) by (field; lra).
    rewrite Hs2. field; lra. }
  rewrite HE. unfold scal; simpl; unfold mult; simpl. field. simpl in HsD. split; lra.
Qed.
Lemma E1_odd : forall f q, regular f -> 0 < q -> (forall x, f (- x) = - f x) -> E1 f q = 0.
Proof.
intros f q Hf Hq Ho. rewrite <- (Marginal f q q 0).
rewrite dual_swap; trivial; try apply regular_const; try now apply admissible_0.
apply even_odd; trivial; try apply regular_const. now apply admissible_0.
Qed.
Lemma erf_erf_0 : forall a b p q r, admissible p q r ->
  M 0 (Erf a) 0 (Erf b) p q r =
  2 / PI * asin (2 * a * b * r / sqrt ((1 + 2 * a^2 * p) * (1 + 2 * b^2 * q))).
Proof.
intros a b p q r [Hp [Hq Hr]]. unfold M. rewrite !mono_0.
set (P := (1 + 2 * a^2 * p) * (1 + 2 * b^2 * q)).
assert (Ha := pow2_ge_0 a). assert (Hb := pow2_ge_0 b). assert (HPI := PI_RGT_0).
assert (HsPI := sqrt_PI_pos). assert (HPI2 : sqrt PI * sqrt PI = PI) by (apply sqrt_sqrt; lra).
assert (D : forall x, x^2 < p * q -> 0 < P - (2 * a * b * x)^2).
{ intros x Hx. replace (P - (2 * a * b * x)^2) with
    ((1 + 2 * a^2 * p) * (1 + 2 * b^2 * q) - 4 * a^2 * b^2 * x^2) by (unfold P; ring).
  apply gauss_det_pos; trivial. now repeat split. }
apply (uniqueness (fun x => Dual (ev (Erf a)) (ev (Erf b)) p q x)
  (fun x => 2 / PI * asin (2 * a * b * x / sqrt P))
  (fun x => 2 / PI * (2 * a * b / sqrt (P - (2 * a * b * x)^2))) (p * q)); trivial.
- intros x Hx.
  replace (2 / PI * (2 * a * b / sqrt (P - (2 * a * b * x)^2))) with (Dual (dev (Erf a)) (dev (Erf b)) p q x).
  apply Price; trivial; now apply kinked_ev.
  assert (G : forall k, regular (ev (Gauss (k^2) 0))) by (intros; apply regular_ev, good_square).
  assert (A : admissible p q x) by (now repeat split).
  rewrite (dual_ext _ _ (fun y => 2 * a / sqrt PI * ev (Gauss (a^2) 0) y)
    (fun y => 2 * b / sqrt PI * ev (Gauss (b^2) 0) y)) by reflexivity.
  rewrite dual_scal_l, dual_scal_r; trivial. 2: now apply regular_scal.
  rewrite <- !mono_0. fold (M 0 (Gauss (a^2) 0) 0 (Gauss (b^2) 0) p q x).
  rewrite gauss_even_0 by trivial.
  replace ((1 + 2 * a^2 * p) * (1 + 2 * b^2 * q) - 4 * a^2 * b^2 * x^2) with (P - (2 * a * b * x)^2) by (unfold P; ring).
  assert (0 < sqrt (P - (2 * a * b * x)^2)) by (apply sqrt_lt_R0; auto).
  replace (2 / PI) with (2 / (sqrt PI * sqrt PI)) by (now rewrite HPI2). field. lra.
- intros x Hx. apply (is_derive_scal (fun x => asin (2 * a * b * x / sqrt P))).
  apply (asin_sqrt_derive (2 * a * b) P x). auto.
- rewrite Independence by (trivial; now apply regular_ev).
  rewrite (E1_odd (ev (Erf a))); trivial. replace (2 * a * b * 0 / sqrt P) with 0 by (unfold Rdiv; ring). rewrite asin_0. ring.
  now apply regular_ev. intros x. unfold ev. rewrite <- erf_opp. f_equal. ring.
Qed.
Lemma exponential : forall (f : R -> R) (k s : R), (forall x, x^2 < s -> is_derive f x (k * f x)) ->
  forall r, r^2 < s -> f r = f 0 * exp (k * r).
Proof.
intros f k s Hf r Hr.
assert (f r * exp (- (k * r)) = f 0).
{ apply (uniqueness (fun x => f x * exp (- (k * x))) (fun _ => f 0) (fun _ => 0) s); trivial.
  - intros x Hx. replace 0 with ((k * f x) * exp (- (k * x)) + f x * (- k * exp (- (k * x)))) by ring.
    apply (is_derive_mult f (fun x => exp (- (k * x)))); auto. auto_derive; trivial. ring.
    intros; apply Rmult_comm.
  - intros. apply (is_derive_const (V := R_NormedModule)).
  - rewrite Rmult_0_r, Ropp_0, exp_0. apply Rmult_1_r. }
rewrite <- H, Rmult_assoc, <- exp_plus. replace (- (k * r) + k * r) with 0 by ring. rewrite exp_0. symmetry. apply Rmult_1_r.
Qed.
Lemma waves_0 : forall b d p q r, admissible p q r ->
  M 0 (Cos b) 0 (Cos d) p q r + M 0 (Sin b) 0 (Sin d) p q r
    = exp (- (b^2 * p) / 2) * exp (- (d^2 * q) / 2) * exp (b * d * r) /\
  M 0 (Cos b) 0 (Cos d) p q r - M 0 (Sin b) 0 (Sin d) p q r
    = exp (- (b^2 * p) / 2) * exp (- (d^2 * q) / 2) * exp (- (b * d) * r).
Proof.
intros b d p q r [Hp [Hq Hr]]. unfold M. rewrite !mono_0.
assert (HC : forall k, regular (ev (Cos k))) by (intros; now apply regular_ev).
assert (HS : forall k, regular (ev (Sin k))) by (intros; now apply regular_ev).
assert (DC : forall x, x^2 < p * q -> is_derive (fun x => Dual (ev (Cos b)) (ev (Cos d)) p q x) x
   (b * d * Dual (ev (Sin b)) (ev (Sin d)) p q x)).
{ intros x Hx. assert (A : admissible p q x) by (now repeat split).
  replace (b * d * _) with (Dual (dev (Cos b)) (dev (Cos d)) p q x).
  apply Price; trivial; now apply kinked_ev.
  rewrite (dual_ext _ _ (fun y => - b * ev (Sin b) y) (fun y => - d * ev (Sin d) y)) by reflexivity.
  rewrite dual_scal_l, dual_scal_r; trivial. ring. now apply regular_scal. }
assert (DS : forall x, x^2 < p * q -> is_derive (fun x => Dual (ev (Sin b)) (ev (Sin d)) p q x) x
   (b * d * Dual (ev (Cos b)) (ev (Cos d)) p q x)).
{ intros x Hx. assert (A : admissible p q x) by (now repeat split).
  replace (b * d * _) with (Dual (dev (Sin b)) (dev (Sin d)) p q x).
  apply Price; trivial; now apply kinked_ev.
  rewrite (dual_ext _ _ (fun y => b * ev (Cos b) y) (fun y => d * ev (Cos d) y)) by reflexivity.
  rewrite dual_scal_l, dual_scal_r; trivial. ring. now apply regular_scal. }
assert (C0 : Dual (ev (Cos b)) (ev (Cos d)) p q 0 = exp (- (b^2 * p) / 2) * exp (- (d^2 * q) / 2)).
{ rewrite Independence by trivial. unfold ev. now rewrite !CharacteristicFunction. }
assert (S0 : Dual (ev (Sin b)) (ev (Sin d)) p q 0 = 0).
{ rewrite Independence by trivial. rewrite (E1_odd (ev (Sin b))); trivial. ring.
  intros x. unfold ev. rewrite <- sin_neg. f_equal. ring. }
split.
- assert (DD : forall x, x^2 < p * q ->
    is_derive (fun x => Dual (ev (Cos b)) (ev (Cos d)) p q x + Dual (ev (Sin b)) (ev (Sin d)) p q x) x
    (b * d * (Dual (ev (Cos b)) (ev (Cos d)) p q x + Dual (ev (Sin b)) (ev (Sin d)) p q x))).
  { intros x Hx.
    replace (b * d * (Dual (ev (Cos b)) (ev (Cos d)) p q x + Dual (ev (Sin b)) (ev (Sin d)) p q x))
      with (b * d * Dual (ev (Sin b)) (ev (Sin d)) p q x + b * d * Dual (ev (Cos b)) (ev (Cos d)) p q x) by ring.
    apply (is_derive_plus (fun x => Dual (ev (Cos b)) (ev (Cos d)) p q x)
      (fun x => Dual (ev (Sin b)) (ev (Sin d)) p q x)); auto. }
  assert (X := exponential (fun x => Dual (ev (Cos b)) (ev (Cos d)) p q x + Dual (ev (Sin b)) (ev (Sin d)) p q x)
    (b * d) (p * q) DD r Hr).
  cbv beta in X. rewrite X, C0, S0. ring.
- assert (DD : forall x, x^2 < p * q ->
    is_derive (fun x => Dual (ev (Cos b)) (ev (Cos d)) p q x - Dual (ev (Sin b)) (ev (Sin d)) p q x) x
    (- (b * d) * (Dual (ev (Cos b)) (ev (Cos d)) p q x - Dual (ev (Sin b)) (ev (Sin d)) p q x))).
  { intros x Hx.
    replace (- (b * d) * (Dual (ev (Cos b)) (ev (Cos d)) p q x - Dual (ev (Sin b)) (ev (Sin d)) p q x))
      with (b * d * Dual (ev (Sin b)) (ev (Sin d)) p q x - b * d * Dual (ev (Cos b)) (ev (Cos d)) p q x) by ring.
    apply (is_derive_minus (fun x => Dual (ev (Cos b)) (ev (Cos d)) p q x)
      (fun x => Dual (ev (Sin b)) (ev (Sin d)) p q x)); auto. }
  assert (X := exponential (fun x => Dual (ev (Cos b)) (ev (Cos d)) p q x - Dual (ev (Sin b)) (ev (Sin d)) p q x)
    (- (b * d)) (p * q) DD r Hr).
  cbv beta in X. rewrite X, C0, S0. ring.
Qed.
Lemma cos_cos_0 : forall b d p q r, admissible p q r -> M 0 (Cos b) 0 (Cos d) p q r =
  exp (- (b^2 * p) / 2) * exp (- (d^2 * q) / 2) * (exp (b * d * r) + exp (- (b * d * r))) / 2.
Proof.
intros b d p q r H. destruct (waves_0 b d p q r H) as [X Y].
replace (- (b * d) * r) with (- (b * d * r)) in Y by ring. lra.
Qed.
Lemma sin_sin_0 : forall b d p q r, admissible p q r -> M 0 (Sin b) 0 (Sin d) p q r =
  exp (- (b^2 * p) / 2) * exp (- (d^2 * q) / 2) * (exp (b * d * r) - exp (- (b * d * r))) / 2.
Proof.
intros b d p q r H. destruct (waves_0 b d p q r H) as [X Y].
replace (- (b * d) * r) with (- (b * d * r)) in Y by ring. lra.
Qed.
Lemma cos_sin_0 : forall b d p q r, admissible p q r -> M 0 (Cos b) 0 (Sin d) p q r = 0.
Proof.
intros b d p q r H. unfold M. rewrite !mono_0. apply even_odd; trivial; try (now apply regular_ev).
intros x. unfold ev. rewrite <- cos_neg. f_equal. ring.
intros x. unfold ev. rewrite <- sin_neg. f_equal. ring.
Qed.
(* ---- equal inputs *)
Lemma diagonal : forall (f g F : R -> R) q, regular f -> regular g -> 0 < q ->
  (forall r, admissible q q r -> Dual f g q q r = F r) -> continuous F q ->
  E1 (fun x => f x * g x) q = F q.
Proof.
intros f g F q Hf Hg Hq HF C.
apply (filterlim_locally_unique (F := at_left q) (fun r => Dual f g q q r)).
- now apply Diagonal.
- apply (filterlim_ext_loc F).
  + exists (mkposreal q Hq). intros y Hy L. symmetry. apply HF. repeat split; trivial.
    unfold ball in Hy; simpl in Hy; unfold AbsRing_ball, abs, minus, plus, opp in Hy; simpl in Hy.
    apply Rabs_def2 in Hy. nra.
  + intros P HP. specialize (C P HP). unfold filtermap in *. unfold at_left, within.
    revert C. apply filter_imp. now intros.
Qed.
Lemma continuous_comp_R : forall (f g : R -> R) x, continuous f x -> continuous g (f x) ->
  continuous (fun y => g (f y)) x.
Proof. intros f g x Hf Hg. now apply (continuous_comp f g). Qed.
Lemma asin_ge_1 : forall x, 1 <= x -> asin x = PI / 2.
Proof.
intros x H. unfold asin. destruct (Rle_dec x (-1)). lra. destruct (Rle_dec 1 x). trivial. lra.
Qed.
Lemma asin_near_1 : forall x, 0 < x -> asin x = PI / 2 - atan (sqrt (1 - x^2) / x).
Proof.
intros x H. destruct (Rle_lt_dec 1 x) as [L|L].
- rewrite asin_ge_1 by trivial. rewrite (sqrt_neg_0 (1 - x^2)) by nra.
  replace (0 / x) with 0 by (unfold Rdiv; ring). rewrite atan_0. lra.
- replace (1 - x^2) with (1 - x²) by (unfold Rsqr; ring). rewrite <- acos_atan by trivial. rewrite acos_asin by lra. lra.
Qed.
Lemma continuous_asin_1 : continuous asin 1.
Proof.
apply (continuous_ext_loc _ (fun x => PI / 2 - atan (sqrt (1 - x^2) / x))).
- exists (mkposreal 1 Rlt_0_1). intros y Hy. symmetry. apply asin_near_1.
  unfold ball in Hy; simpl in Hy; unfold AbsRing_ball, abs, minus, plus, opp in Hy; simpl in Hy.
  apply Rabs_def2 in Hy. lra.
- apply (continuous_minus (fun _ => PI / 2)). apply continuous_const.
  apply continuous_comp_R. 2: { apply (ex_derive_continuous atan). eexists. apply is_derive_Reals, derivable_pt_lim_atan. }
  apply (continuous_mult (fun x => sqrt (1 - x^2)) (fun x => / x)).
  apply continuous_comp_R. apply (ex_derive_continuous (fun x => 1 - x^2)). auto_derive; trivial.
  apply continuous_sqrt. apply (ex_derive_continuous (fun x => / x)). auto_derive; lra.
Qed.
Lemma continuous_asin : forall x, -1 < x <= 1 -> continuous asin x.
Proof.
intros x [H G]. destruct G as [G|G]. 2: subst; apply continuous_asin_1.
apply (ex_derive_continuous asin). eexists. apply is_derive_Reals.
apply (derive_pt_eq_1 asin x _ (derivable_pt_asin x (conj H G))). reflexivity.
Qed.
(* ---- sums of moments *)
Fixpoint comb (l : list (R * nat * atom)) (x : R) : R :=
  match l with nil => 0 | (c, i, A) :: t => c * mono i A x + comb t x end.
Fixpoint goods (l : list (R * nat * atom)) : Prop :=
  match l with nil => True | (_, _, A) :: t => good A /\ goods t end.
Fixpoint row (i : nat) (A : atom) (m : list (R * nat * atom)) (p q r : R) : R :=
  match m with nil => 0 | (d, j, B) :: t => d * M i A j B p q r + row i A t p q r end.
Fixpoint table (l m : list (R * nat * atom)) (p q r : R) : R :=
  match l with nil => 0 | (c, i, A) :: t => c * row i A m p q r + table t m p q r end.
Lemma regular_comb : forall l, goods l -> regular (comb l).
Proof.
induction l as [|[[c i] A] t IH]; simpl; intros H. apply regular_const.
apply (regular_plus (fun x => c * mono i A x)). apply regular_scal, regular_mono, H. apply IH, H.
Qed.
Lemma dual_row : forall i A m p q r, good A -> goods m -> admissible p q r ->
  Dual (mono i A) (comb m) p q r = row i A m p q r.
Proof.
intros i A m p q r HA Hm H. assert (RA := regular_mono i A HA).
induction m as [|[[d j] B] t IH]; simpl.
- rewrite (dual_ext _ _ (mono i A) (fun _ => 0 * 1)) by (intros; trivial; ring).
  rewrite (dual_scal_r (fun _ => 1)); trivial. ring. apply regular_const.
- rewrite dual_plus_r, dual_scal_r, IH; trivial; try apply regular_scal; try apply regular_mono; try apply regular_comb; apply Hm.
Qed.
Theorem dual_table : forall l m f g p q r, goods l -> goods m -> admissible p q r ->
  (forall x, f x = comb l x) -> (forall x, g x = comb m x) -> Dual f g p q r = table l m p q r.
Proof.
intros l m f g p q r Hl Hm H Ef Eg. rewrite (dual_ext f g (comb l) (comb m)) by trivial. clear f g Ef Eg.
assert (RM := regular_comb m Hm).
induction l as [|[[c i] A] t IH]; simpl.
- rewrite (dual_ext _ _ (fun _ => 0 * 1) (comb m)) by (intros; trivial; ring).
  rewrite (dual_scal_l (fun _ => 1)); trivial. ring. apply regular_const.
- rewrite dual_plus_l, dual_scal_l, dual_row, IH; trivial; try apply regular_scal; try apply regular_mono; try apply regular_comb; apply Hl.
Qed.
Lemma E1_table : forall l f q, goods l -> 0 < q -> (forall x, f x = comb l x) ->
  E1 f q = table l ((1, 0%nat, One) :: nil) q q 0.
Proof.
intros l f q Hl Hq Ef. rewrite <- (Marginal f q q 0). apply dual_table; trivial.
simpl. split; [lra|trivial]. now apply admissible_0. intros. simpl. rewrite one_1. ring.
Qed.
Lemma rest_right : forall p q r, admissible p q r -> q - r^2 / p = (p * q - r^2) / p.
Proof. intros p q r [H _]. field. lra. Qed.
Lemma rest_left : forall p q r, admissible p q r -> p - r^2 / q = (p * q - r^2) / q.
Proof. intros p q r [_ [H _]]. field. lra. Qed.
Lemma E1_mono : forall i A p q r a, admissible p q r ->
  E1 (mono i A) ((p * q - r^2) / a) = M i A 0 (Gauss 0 0) ((p * q - r^2) / a) ((p * q - r^2) / a) 0.
Proof. intros. apply E1_M. Qed.
Lemma admissible_rest_p : forall p q r, admissible p q r ->
  admissible ((p * q - r^2) / p) ((p * q - r^2) / p) 0.
Proof. intros p q r [H [G K]]. apply admissible_0. apply Rdiv_lt_0_compat; lra. Qed.
Lemma admissible_rest_q : forall p q r, admissible p q r ->
  admissible ((p * q - r^2) / q) ((p * q - r^2) / q) 0.
Proof. intros p q r [H [G K]]. apply admissible_0. apply Rdiv_lt_0_compat; lra. Qed.

(* ---- tactics: a moment is reduced by Stein's rule until no power is left *)
Lemma wave_mean : forall b p q r, admissible p q r -> M 0 (Gauss 0 0) 0 (Cos b) p q r = exp (- (b^2 * q) / 2).
Proof. exact one_cos_0. Qed.
Ltac adm := solve [assumption | apply admissible_swap; assumption | apply admissible_0; assumption
  | apply admissible_rest_p; assumption | apply admissible_rest_q; assumption
  | apply admissible_rest_p; apply admissible_swap; assumption | apply admissible_rest_q; apply admissible_swap; assumption
  | apply admissible_0; repeat (apply Rdiv_lt_0_compat || apply Rmult_lt_0_compat); lra].
Ltac nonneg := solve [lra | assumption | apply pow2_ge_0 | nra].
Ltac fine := solve [exact I | nonneg | adm | simpl; nonneg].
Ltac moment :=
  match goal with
  | |- context [M (S ?i) (Gauss ?a ?b) ?j (Gauss ?c ?d) ?p ?q ?r] =>
      rewrite (gauss_gauss_l i a b j c d p q r) by fine
  | |- context [M ?i (Gauss ?a ?b) (S ?j) (Gauss ?c ?d) ?p ?q ?r] =>
      rewrite (gauss_gauss_r i a b j c d p q r) by fine
  | |- context [M 0 (Gauss ?a 0) 0 (Gauss ?c 0) ?p ?q ?r] => rewrite (gauss_even_0 a c p q r) by fine
  | |- context [M 0 (Gauss ?a ?b) 0 (Gauss ?c ?d) ?p ?q ?r] => rewrite (gauss_gauss_0 a b c d p q r) by fine
  | |- context [M ?i ?A ?j (Gauss ?a ?b) ?p ?q ?r] =>
      lazymatch A with Gauss _ _ => fail | _ => rewrite (M_swap i A j (Gauss a b) p q r) by fine end
  | |- context [M (S ?i) (Gauss ?a ?b) ?j ?B ?p ?q ?r] =>
      rewrite (gauss_other_l i a b j B p q r) by fine
  | |- context [M 0 (Gauss ?a 0) 0 (Erf ?e) ?p ?q ?r] => rewrite (gauss_erf_0 a e p q r) by fine
  | |- context [M 0 (Gauss ?a 0) 0 (Sin ?e) ?p ?q ?r] => rewrite (gauss_sin_0 a e p q r) by fine
  | |- context [M 0 (Gauss 0 0) 0 (Cos ?e) ?p ?q ?r] => rewrite (wave_mean e p q r) by fine
  | |- context [M 0 (Gauss ?a 0) 0 Step ?p ?q ?r] => rewrite (gauss_step_0 a p q r) by fine
  | |- context [M 0 Step 0 Step ?p ?q ?r] => rewrite (step_step_0 p q r) by fine
  | |- context [M 0 (Erf ?a) 0 (Erf ?b) ?p ?q ?r] => rewrite (erf_erf_0 a b p q r) by fine
  | |- context [M 0 (Cos ?a) 0 (Cos ?b) ?p ?q ?r] => rewrite (cos_cos_0 a b p q r) by fine
  | |- context [M 0 (Sin ?a) 0 (Sin ?b) ?p ?q ?r] => rewrite (sin_sin_0 a b p q r) by fine
  | |- context [M 0 (Cos ?a) 0 (Sin ?b) ?p ?q ?r] => rewrite (cos_sin_0 a b p q r) by fine
  | |- context [M 0 (Sin ?a) 0 (Cos ?b) ?p ?q ?r] => rewrite (M_swap 0 (Sin a) 0 (Cos b) p q r) by fine
  | |- context [M (S ?i) ?A ?j ?B ?p ?q ?r] => rewrite (stein_l i A j B p q r) by fine
  | |- context [M ?i ?A (S ?j) ?B ?p ?q ?r] => rewrite (stein_r i A j B p q r) by fine
  end;
  cbn [slope_l slope_r jump pred INR].
Ltac conditional :=
  match goal with
  | |- context [?q - 0^2 / ?p] => replace (q - 0^2 / p) with q by (unfold Rdiv; ring)
  | |- context [E1 (mono ?i ?A) (?q - ?r^2 / ?p)] =>
      first [rewrite (rest_right p q r) by adm | rewrite (rest_left q p r) by adm]
  | |- context [0 * (sqrt ?x / sqrt ?z) * E1 ?f ?y] => replace (0 * (sqrt x / sqrt z) * E1 f y) with 0 by ring
  | |- context [0 / sqrt ?x * E1 ?f ?y] => replace (0 / sqrt x * E1 f y) with 0 by (unfold Rdiv; ring)
  | |- context [0 * M ?i ?A ?j ?B ?p ?q ?r] => replace (0 * M i A j B p q r) with 0 by ring
  | |- context [- 2 * 0 * M ?i ?A ?j ?B ?p ?q ?r] => replace (- 2 * 0 * M i A j B p q r) with 0 by ring
  end.
Ltac moments := cbn [table row One]; unfold One; repeat (repeat conditional; first [moment | rewrite E1_M; unfold One]); repeat conditional.
(* ---- tactics: elementary identities *)
Lemma asin_opposite_bounds : forall x, x <= -1 -> asin x = - (PI / 2).
Proof. intros x H. unfold asin. destruct (Rle_dec x (-1)). lra. lra. Qed.
Lemma acos_is : forall x, acos x = PI / 2 - asin x.
Proof.
intros x. destruct (Rle_lt_dec x (-1)) as [L|L].
- rewrite asin_opposite_bounds by trivial. unfold acos. destruct (Rle_dec x (-1)); lra.
- destruct (Rle_lt_dec 1 x) as [G|G]. 2: apply acos_asin; lra.
  rewrite asin_ge_1 by trivial. unfold acos. destruct (Rle_dec x (-1)). lra. destruct (Rle_dec 1 x); lra.
Qed.
Lemma atan_is : forall n d, 0 < d -> atan (n / sqrt d) = asin (n / sqrt (d + n^2)).
Proof.
intros n d H. assert (N := pow2_ge_0 n). assert (S := sqrt_lt_R0 d H).
assert (S' : 0 < sqrt (d + n^2)) by (apply sqrt_lt_R0; lra).
assert (SS : sqrt (d + n^2) * sqrt (d + n^2) = d + n^2) by (apply sqrt_sqrt; lra).
assert (X : 1 - (n / sqrt (d + n^2))² = d / (d + n^2)).
{ set (t := sqrt (d + n^2)) in *. rewrite <- SS. replace d with (t * t - n^2) by lra.
  unfold Rsqr. field. lra. }
assert (0 < d / (d + n^2)) by (apply Rdiv_lt_0_compat; lra).
assert (B : -1 < n / sqrt (d + n^2) < 1) by (split; unfold Rsqr in X; nra).
rewrite asin_atan by trivial. rewrite X, sqrt_div_alt by lra. f_equal.
set (t := sqrt (d + n^2)) in *. set (u := sqrt d) in *. field. lra.
Qed.
Ltac positive := lazymatch goal with
  | |- ?x > 0 => change (0 < x); positive
  | |- 0 < PI => apply PI_RGT_0
  | |- 0 < exp _ => apply exp_pos
  | |- 0 < sqrt _ => apply sqrt_lt_R0; positive
  | |- 0 < IZR _ => lra
  | |- 0 < _ * _ => first [assumption | solve [apply Rmult_lt_0_compat; positive] | nra]
  | |- 0 < _ / _ => apply Rdiv_lt_0_compat; positive
  | |- 0 < / _ => apply Rinv_0_lt_compat; positive
  | |- 0 < _ ^ _ => first [assumption | solve [apply pow_lt; positive] | nra]
  | |- 0 < _ + _ => first [lra | solve [apply Rplus_lt_0_compat; positive] | nra]
  | |- 0 < ?X => first [assumption | lra | nra | positive_normal X]
  | |- _ => first [assumption | lra | nra] end
with positive_normal X :=
  let e := fresh "e" in let H := fresh "H" in
  evar (e : R);
  assert (H : X = e) by (unfold e; first [field_simplify; [reflexivity | ..]; lra | ring_simplify; reflexivity]);
  unfold e in H; clear e;
  match type of H with _ = ?Y =>
    lazymatch X with Y => fail | _ => idtac end;
    rewrite H; clear H;
    match goal with
    | |- 0 < _ - _ => first [lra | nra]
    | |- _ => positive end end.
Ltac nz := repeat split; try assumption; try lra; try (apply Rgt_not_eq; positive).
Ltac square_of_root :=
  match goal with
  | |- context [(?c / sqrt ?x)^2] => replace ((c / sqrt x)^2) with (c^2 / x) by
      (let H := fresh in assert (H : sqrt x * sqrt x = x) by (apply sqrt_sqrt; apply Rlt_le; positive);
       let G := fresh in assert (G : 0 < sqrt x) by (apply sqrt_lt_R0; positive);
       rewrite <- H at 1; field; lra)
  | |- context [(/ sqrt ?x)^2] => replace ((/ sqrt x)^2) with (/ x) by
      (let H := fresh in assert (H : sqrt x * sqrt x = x) by (apply sqrt_sqrt; apply Rlt_le; positive);
       let G := fresh in assert (G : 0 < sqrt x) by (apply sqrt_lt_R0; positive);
       rewrite <- H at 1; field; lra)
  | |- context [(sqrt ?x)^2] => rewrite (pow2_sqrt x) by (apply Rlt_le; positive)
  end.
Ltac split_root :=
  match goal with
  | |- context [sqrt (?a * ?b)] => rewrite (sqrt_mult_alt a b) by (apply Rlt_le; positive)
  | |- context [sqrt (?a / ?b)] => rewrite (sqrt_div_alt a b) by positive
  end.
Lemma sqrt_twice : forall a, 0 < a -> sqrt (a * a) = a.
Proof. intros a H. apply sqrt_square. lra. Qed.
Lemma sqrt_squared : forall a, 0 < a -> sqrt (a ^ 2) = a.
Proof. intros a H. replace (a^2) with (a * a) by ring. apply sqrt_square. lra. Qed.
Ltac whole_root :=
  match goal with
  | |- context [sqrt (?a * ?a)] => rewrite (sqrt_twice a) by positive
  | |- context [sqrt (?a ^ 2)] => rewrite (sqrt_squared a) by positive
  end.
(* the argument of every root in the normal form of a field *)
Definition normal_sqrt (x : R) : R := sqrt x.
Ltac normal_root :=
  match goal with
  | |- context [sqrt ?X] =>
      let e := fresh "e" in let H := fresh "H" in
      evar (e : R);
      assert (H : X = e) by (unfold e; first [field_simplify; [reflexivity | ..]; nz | reflexivity]);
      unfold e in H; clear e;
      match type of H with _ = ?Y =>
        replace (sqrt X) with (normal_sqrt Y) by (unfold normal_sqrt; apply f_equal; symmetry; exact H);
        clear H end
  end.
Ltac normal_roots := repeat normal_root; unfold normal_sqrt in *.
Ltac number_root :=
  match goal with
  | |- context [sqrt ?X] => lazymatch X with IZR _ =>
      first [replace (sqrt X) with 2 by (symmetry; apply sqrt_lem_1; lra)
            |replace (sqrt X) with 3 by (symmetry; apply sqrt_lem_1; lra)
            |replace (sqrt X) with 4 by (symmetry; apply sqrt_lem_1; lra)
            |replace (sqrt X) with 5 by (symmetry; apply sqrt_lem_1; lra)
            |replace (sqrt X) with 6 by (symmetry; apply sqrt_lem_1; lra)
            |replace (sqrt X) with 8 by (symmetry; apply sqrt_lem_1; lra)
            |replace (sqrt X) with 10 by (symmetry; apply sqrt_lem_1; lra)] end
  end.
Lemma sqrt_multiple : forall k X Y, 0 <= k -> Y = k ^ 2 * X -> sqrt Y = k * sqrt X.
Proof.
intros k X Y Hk ->. rewrite sqrt_mult_alt by apply pow2_ge_0. f_equal. now apply sqrt_pow2.
Qed.
Lemma sqrt_factor : forall k X Y, 0 <= k -> Y = k * X -> sqrt Y = sqrt k * sqrt X.
Proof. intros k X Y Hk ->. now apply sqrt_mult_alt. Qed.
Ltac same_root :=
  match goal with
  | |- context [sqrt ?X] => lazymatch X with IZR _ => fail | PI => fail | _ => idtac end;
    match goal with
    | |- context [sqrt ?Y] => lazymatch Y with IZR _ => fail | PI => fail | X => fail | _ =>
        first [replace (sqrt Y) with (sqrt X) by (apply f_equal; ring)
              |rewrite (sqrt_multiple 2 X Y) by (lra || ring)
              |rewrite (sqrt_multiple 4 X Y) by (lra || ring)
              |rewrite (sqrt_factor 2 X Y) by (lra || ring)
              |rewrite (sqrt_factor PI X Y) by (lra || ring)
              |rewrite (sqrt_factor (2 * PI) X Y) by (lra || ring); rewrite (sqrt_mult_alt 2 PI) by lra] end end
  end.
Ltac scaled_root :=
  match goal with
  | _ : 0 < ?k |- context [sqrt ?X] => match goal with
    | |- context [sqrt ?Y] => lazymatch X with Y => fail | _ =>
        lazymatch Y with context [k] => idtac end;
        replace (sqrt Y) with (k * sqrt X)
          by (symmetry; apply sqrt_multiple; [lra | ring]) end end
  end.
Ltac roots := repeat square_of_root; repeat whole_root; normal_roots;
  repeat rewrite sqrt_0; repeat rewrite sqrt_1; repeat split_root; repeat whole_root;
  repeat rewrite sqrt_0; repeat number_root; repeat same_root; repeat scaled_root; repeat rewrite sqrt_0.
Ltac name_roots :=
  repeat match goal with
  | |- context [sqrt ?X] =>
      let H := fresh "Hs" in let G := fresh "Hp" in let s := fresh "s" in
      assert (H : sqrt X * sqrt X = X) by (apply sqrt_sqrt; apply Rlt_le; positive);
      assert (G : 0 < sqrt X) by (apply sqrt_lt_R0; positive);
      set (s := sqrt X) in *; clearbody s
  end.
Lemma exp_minus_is : forall a b, exp (a - b) = exp a * / exp b.
Proof. intros. unfold Rminus. now rewrite exp_plus, exp_Ropp. Qed.
Lemma exp_plus_div : forall a b c, exp ((a + b) / c) = exp (a / c) * exp (b / c).
Proof. intros. rewrite <- exp_plus. f_equal. unfold Rdiv. ring. Qed.
Lemma exp_minus_div : forall a b c, exp ((a - b) / c) = exp (a / c) * / exp (b / c).
Proof. intros. rewrite <- exp_minus_is. f_equal. unfold Rdiv. ring. Qed.
Lemma exp_opp_div : forall a c, exp ((- a) / c) = / exp (a / c).
Proof. intros. rewrite <- exp_Ropp. f_equal. unfold Rdiv. ring. Qed.
Lemma exp_opp_mult : forall a c, exp ((- a) * c) = / exp (a * c).
Proof. intros. rewrite <- exp_Ropp. f_equal. ring. Qed.
Lemma exp_opp_mult_div : forall a b c, exp ((- a) * b / c) = / exp (a * b / c).
Proof. intros. rewrite <- exp_Ropp. f_equal. unfold Rdiv. ring. Qed.
Definition normal_exp (x : R) : R := exp x.
Ltac normal_exps :=
  repeat match goal with
  | |- context [exp ?X] =>
      let e := fresh "e" in let H := fresh "H" in
      evar (e : R);
      assert (H : X = e) by (unfold e; first [field_simplify; [reflexivity | ..]; nz | reflexivity]);
      unfold e in H; clear e;
      match type of H with _ = ?Y =>
        replace (exp X) with (normal_exp Y) by (unfold normal_exp; apply f_equal; symmetry; exact H);
        clear H end
  end; unfold normal_exp in *.
Ltac split_exp :=
  match goal with
  | |- context [exp (?a + ?b)] => rewrite (exp_plus a b)
  | |- context [exp (?a - ?b)] => rewrite (exp_minus_is a b)
  | |- context [exp (- ?a)] => rewrite (exp_Ropp a)
  | |- context [exp ((?a + ?b) / ?c)] => rewrite (exp_plus_div a b c)
  | |- context [exp ((?a - ?b) / ?c)] => rewrite (exp_minus_div a b c)
  | |- context [exp ((- ?a) / ?c)] => rewrite (exp_opp_div a c)
  | |- context [exp ((- ?a) * ?b)] => rewrite (exp_opp_mult a b)
  | |- context [exp ((- ?a) * ?b / ?c)] => rewrite (exp_opp_mult_div a b c)
  end.
Lemma exp_twice : forall X Y, Y = 2 * X -> exp Y = exp X * exp X.
Proof. intros X Y ->. rewrite <- exp_plus. f_equal. ring. Qed.
Lemma exp_opposite : forall X Y, Y = - X -> exp Y = / exp X.
Proof. intros X Y ->. apply exp_Ropp. Qed.
Lemma exp_twice_opposite : forall X Y, Y = - (2 * X) -> exp Y = / (exp X * exp X).
Proof. intros X Y ->. rewrite exp_Ropp. f_equal. now apply exp_twice. Qed.
Lemma exp_multiple : forall n X Y, Y = INR n * X -> exp Y = exp X ^ n.
Proof.
intros n X Y ->. induction n. simpl. rewrite Rmult_0_l. apply exp_0.
rewrite S_INR, Rmult_plus_distr_r, Rmult_1_l, exp_plus, IHn. simpl. ring.
Qed.
Lemma exp_multiple_opposite : forall n X Y, Y = - (INR n * X) -> exp Y = / exp X ^ n.
Proof. intros n X Y ->. rewrite exp_Ropp. f_equal. now apply exp_multiple. Qed.
Ltac same_exp :=
  match goal with
  | |- context [exp ?X] => match goal with |- context [exp ?Y] => lazymatch X with Y => fail | _ =>
        first [replace (exp Y) with (exp X) by (apply f_equal; field)
              |rewrite (exp_twice X Y) by field
              |rewrite (exp_opposite X Y) by field
              |rewrite (exp_twice_opposite X Y) by field
              |rewrite (exp_multiple 3 X Y) by (simpl INR; field)
              |rewrite (exp_multiple_opposite 3 X Y) by (simpl INR; field)
              |rewrite (exp_multiple 4 X Y) by (simpl INR; field)
              |rewrite (exp_multiple_opposite 4 X Y) by (simpl INR; field)] end end
  end.
Ltac exps := unfold sinh, cosh; normal_exps; repeat square_of_root; normal_exps; repeat split_exp; repeat rewrite exp_0; repeat same_exp.
Ltac name_exps :=
  repeat match goal with
  | |- context [exp ?X] =>
      let G := fresh "He" in let s := fresh "e" in
      assert (G : 0 < exp X) by apply exp_pos; set (s := exp X) in *; clearbody s
  end.
Ltac by_roots :=
  lazymatch goal with
  | H1 : ?a * ?a = _, H2 : ?b * ?b = _, H3 : ?c * ?c = _, H4 : ?d * ?d = _, H5 : ?e * ?e = _ |- _ => field [H1 H2 H3 H4 H5]
  | H1 : ?a * ?a = _, H2 : ?b * ?b = _, H3 : ?c * ?c = _, H4 : ?d * ?d = _ |- _ => field [H1 H2 H3 H4]
  | H1 : ?a * ?a = _, H2 : ?b * ?b = _, H3 : ?c * ?c = _ |- _ => field [H1 H2 H3]
  | H1 : ?a * ?a = _, H2 : ?b * ?b = _ |- _ => field [H1 H2]
  | H1 : ?a * ?a = _ |- _ => field [H1]
  | |- _ => field
  end.
Ltac algebra := first [ring | solve [name_roots; name_exps; by_roots; nz]].
Ltac arctans := repeat match goal with
  | |- context [atan (?n / sqrt ?d)] => rewrite (atan_is n d) by positive end;
  repeat rewrite acos_is.
Ltac same_angle :=
  match goal with
  | |- context [asin ?X] => lazymatch X with 1 => fail | 0 => fail | _ => idtac end;
      first [replace (asin X) with (PI / 2) by (rewrite <- asin_1; apply f_equal; symmetry; algebra)
            |replace (asin X) with 0 by (rewrite <- asin_0; apply f_equal; ring)]
  | |- context [asin ?X] => match goal with
    | |- context [asin ?Y] => lazymatch X with Y => fail | _ =>
        replace (asin Y) with (asin X) by (apply f_equal; algebra) end end
  end.
Ltac eighth :=
  match goal with
  | |- context [cos ?X] => replace (cos X) with (1 / sqrt 2) by (rewrite <- cos_PI4; apply f_equal; field)
  | |- context [sin ?X] => replace (sin X) with (1 / sqrt 2) by (rewrite <- sin_PI4; apply f_equal; field)
  end.
Ltac elementary := assert (HPI := PI_RGT_0); arctans; repeat eighth; roots; repeat same_angle; exps; algebra.
(* ---- a function and its derivative as sums of moments *)
Fixpoint slopes (l : list (R * nat * atom)) (x : R) : R :=
  match l with nil => 0 | (c, i, A) :: t => c * dbase i A x + slopes t x end.
Fixpoint unbroken (l : list (R * nat * atom)) : Prop :=
  match l with nil => True | (_, i, A) :: t => good A /\ (A <> Step \/ (0 < i)%nat) /\ unbroken t end.
Lemma kinked_slopes : forall l, unbroken l -> kinked (comb l) (slopes l).
Proof.
induction l as [|[[c i] A] t IH]; simpl; intros H. apply kinked_const.
destruct H as [G [J U]].
apply (kinked_plus (fun x => c * mono i A x) (fun x => c * dbase i A x)); [|now apply IH].
apply kinked_scal. apply (kinked_eq (base i A) (dbase i A)); trivial.
- now apply kinked_base.
- intros x. destruct A; trivial. destruct i; trivial. destruct J as [J|J]. now destruct J. inversion J.
Qed.
Theorem kinked_sum : forall l f df, unbroken l -> (forall x, f x = comb l x) ->
  (forall x, df x = slopes l x) -> kinked f df.
Proof.
intros l f df H E D. apply (kinked_eq (comb l) (slopes l)). now apply kinked_slopes.
intros; now rewrite E. intros; now rewrite D.
Qed.
Theorem second_moment : forall l f F q, goods l -> 0 < q -> (forall x, f x = comb l x) ->
  (forall r, admissible q q r -> table l l q q r = F r) -> continuous F q ->
  E1 (fun x => f x ^ 2) q = F q.
Proof.
intros l f F q Hl Hq Ef HF C. rewrite (E1_ext _ (fun x => f x * f x)) by (intros; ring).
assert (R : regular f). { replace f with (comb l). now apply regular_comb. apply functional_extensionality. now intros. }
apply diagonal; trivial. intros r A. rewrite <- HF by trivial. now apply dual_table.
Qed.
Lemma max_0 : forall x, Rmax 0 x = x * step x.
Proof. intros. now rewrite ramp_max. Qed.
Lemma max_0_r : forall x, Rmax x 0 = x * step x.
Proof. intros. rewrite Rmax_comm. apply max_0. Qed.
Lemma min_0 : forall x, Rmin 0 x = x - x * step x.
Proof.
intros x. rewrite ramp_max. unfold Rmin, Rmax. destruct (Rle_dec 0 x); lra.
Qed.
Lemma min_0_r : forall x, Rmin x 0 = x - x * step x.
Proof. intros. rewrite Rmin_comm. apply min_0. Qed.
Lemma abs_step : forall x, Rabs x = 2 * (x * step x) - x.
Proof.
intros x. rewrite ramp_max. unfold Rabs, Rmax. destruct Rcase_abs, Rle_dec; lra.
Qed.
Lemma sign_step : forall x, sign x = 2 * step x - 1.
Proof. intros. unfold step. lra. Qed.
Lemma gauss_one : forall x, exp (- 0 * x^2 + 0 * x) = 1.
Proof. intros. replace (- 0 * x^2 + 0 * x) with 0 by ring. apply exp_0. Qed.
Ltac same_call :=
  match goal with
  | |- context [erf ?X] => match goal with |- context [erf ?Y] => lazymatch X with Y => fail | _ =>
        replace (erf Y) with (erf X) by (apply f_equal; algebra) end end
  | |- context [exp ?X] => match goal with |- context [exp ?Y] => lazymatch X with Y => fail | _ =>
        replace (exp Y) with (exp X) by (apply f_equal; algebra) end end
  | |- context [sin ?X] => match goal with |- context [sin ?Y] => lazymatch X with Y => fail | _ =>
        replace (sin Y) with (sin X) by (apply f_equal; algebra) end end
  | |- context [cos ?X] => match goal with |- context [cos ?Y] => lazymatch X with Y => fail | _ =>
        replace (cos Y) with (cos X) by (apply f_equal; algebra) end end
  end.
Ltac same_function :=
  intros; cbn [comb slopes]; unfold dbase, dmono, mono, One; cbn [ev dev pred INR];
  repeat rewrite ?max_0, ?max_0_r, ?min_0, ?min_0_r, ?abs_step, ?sign_step, ?gauss_one, ?sin_plus, ?cos_plus;
  repeat square_of_root; repeat same_call; try reflexivity; assert (HPI := PI_RGT_0); algebra.

(* ---- continuity *)
Lemma continuous_plus_R : forall (f g : R -> R) x, continuous f x -> continuous g x -> continuous (fun y => f y + g y) x.
Proof. intros. now apply (continuous_plus f g). Qed.
Lemma continuous_minus_R : forall (f g : R -> R) x, continuous f x -> continuous g x -> continuous (fun y => f y - g y) x.
Proof. intros. now apply (continuous_minus f g). Qed.
Lemma continuous_opp_R : forall (f : R -> R) x, continuous f x -> continuous (fun y => - f y) x.
Proof. intros. now apply (continuous_opp f). Qed.
Lemma continuous_mult_R : forall (f g : R -> R) x, continuous f x -> continuous g x -> continuous (fun y => f y * g y) x.
Proof. intros. now apply (continuous_mult f g). Qed.
Lemma continuous_inv_R : forall (f : R -> R) x, continuous f x -> f x <> 0 -> continuous (fun y => / f y) x.
Proof.
intros f x H N. apply continuous_comp_R; trivial. apply (ex_derive_continuous (fun y => / y)).
auto_derive. trivial.
Qed.
Lemma continuous_div_R : forall (f g : R -> R) x, continuous f x -> continuous g x -> g x <> 0 ->
  continuous (fun y => f y / g y) x.
Proof. intros. apply continuous_mult_R; trivial. now apply continuous_inv_R. Qed.
Lemma continuous_pow_R : forall (f : R -> R) n x, continuous f x -> continuous (fun y => f y ^ n) x.
Proof. intros f n x H. induction n; simpl. apply continuous_const. now apply continuous_mult_R. Qed.
Lemma continuous_exp_R : forall (f : R -> R) x, continuous f x -> continuous (fun y => exp (f y)) x.
Proof.
intros. apply continuous_comp_R; trivial. apply (ex_derive_continuous exp). auto_derive. trivial.
Qed.
Lemma continuous_sqrt_R : forall (f : R -> R) x, continuous f x -> continuous (fun y => sqrt (f y)) x.
Proof. intros. apply continuous_comp_R; trivial. apply continuous_sqrt. Qed.
Lemma continuous_asin_ratio : forall (f g : R -> R) x, continuous f x -> continuous g x ->
  0 <= f x -> 0 < g x -> f x ^ 2 <= g x -> continuous (fun y => asin (f y / sqrt (g y))) x.
Proof.
intros f g x Hf Hg F G FG. assert (S := sqrt_lt_R0 _ G). assert (SS : sqrt (g x) * sqrt (g x) = g x) by (apply sqrt_sqrt; lra).
apply continuous_comp_R.
- apply continuous_div_R; trivial. now apply continuous_sqrt_R. lra.
- apply continuous_asin. split.
  + apply Rlt_le_trans with 0. lra. apply Rmult_le_pos; trivial. apply Rlt_le, Rinv_0_lt_compat; trivial.
  + apply Rmult_le_reg_r with (sqrt (g x)); trivial. unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r, Rmult_1_l by lra. nra.
Qed.
Lemma erf_ratio_bound : forall a b q, 0 < q -> (2 * a * b * q)^2 <= (1 + 2 * a^2 * q) * (1 + 2 * b^2 * q).
Proof.
intros a b q H. assert (A := pow2_ge_0 a). assert (B := pow2_ge_0 b).
assert (0 <= a^2 * q) by (apply Rmult_le_pos; lra). assert (0 <= b^2 * q) by (apply Rmult_le_pos; lra).
replace ((2 * a * b * q)^2) with (4 * (a^2 * q) * (b^2 * q)) by ring. nra.
Qed.
Ltac cont :=
  lazymatch goal with
  | |- continuous (fun _ => ?c) _ => apply continuous_const
  | |- continuous (fun y => y) _ => apply continuous_id
  | |- continuous (fun y => @?f y + @?g y) ?x => apply (continuous_plus_R f g x); cont
  | |- continuous (fun y => @?f y - @?g y) ?x => apply (continuous_minus_R f g x); cont
  | |- continuous (fun y => - @?f y) ?x => apply (continuous_opp_R f x); cont
  | |- continuous (fun y => @?f y * @?g y) ?x => apply (continuous_mult_R f g x); cont
  | |- continuous (fun y => @?f y / @?g y) ?x => apply (continuous_div_R f g x); cont
  | |- continuous (fun y => @?f y ^ ?n) ?x => apply (continuous_pow_R f n x); cont
  | |- continuous (fun y => exp (@?f y)) ?x => apply (continuous_exp_R f x); cont
  | |- continuous (fun y => sqrt (@?f y)) ?x => apply (continuous_sqrt_R f x); cont
  | |- continuous (fun y => asin (@?f y / sqrt (@?g y))) ?x => apply (continuous_asin_ratio f g x); cont
  | |- _ <> 0 => cbv beta; repeat square_of_root; nz
  | |- 0 <= _ => cbv beta; repeat square_of_root; first [lra | apply Rlt_le; positive | nra]
  | |- 0 < _ => cbv beta; repeat square_of_root; positive
  | |- _ <= _ => cbv beta; first [apply erf_ratio_bound; assumption | idtac]; repeat square_of_root; first [lra | nra]
  end.

(* ---- the steps of a certificate *)
Lemma admissible_correlation : forall q c, 0 < q -> -1 < c -> c < 1 -> admissible q q (c * q).
Proof.
intros q c Hq L G. repeat split; trivial.
assert (0 < 1 - c^2) by nra. assert (0 < q * q) by nra.
replace ((c * q)^2) with (q * q - (1 - c^2) * (q * q)) by ring.
assert (0 < (1 - c^2) * (q * q)) by (apply Rmult_lt_0_compat; trivial). lra.
Qed.
Ltac words := unfold LengthMap, Chi, CorrelationMap in *; unfold Rgt in *; unfold Rge in *;
  repeat match goal with
  | H : ?a < ?x |- _ => is_var x; lazymatch goal with _ : 0 < x |- _ => fail | _ => assert (0 < x) by lra end
  end.
Ltac admit_pair := first [assumption | apply admissible_correlation; lra
  | rewrite Rmult_comm; apply admissible_correlation; lra | repeat split; first [positive | lra | nra]].
Ltac unbroken_list := simpl; repeat split; try exact I; try nonneg; solve [left; discriminate | right; auto with arith].
Ltac good_list := simpl; repeat split; try exact I; nonneg.
Ltac dual l m f g lf lg p q r :=
  let H := fresh "A" in assert (H : admissible p q r) by admit_pair;
  let B := fresh "B" in assert (B := proj2 (proj2 H));
  rewrite (dual_table l m f g p q r); [ | good_list | good_list | exact H | intros; apply lf | intros; apply lg ];
  moments.
Lemma degenerate_square : forall f q, 0 < q -> Dual f f q q q = E1 (fun x => f x ^ 2) q.
Proof. intros f q H. rewrite degenerate by trivial. apply E1_ext. intros; ring. Qed.
Ltac equal_inputs f q r :=
  replace (Dual f f q q r) with (Dual f f q q q) by (f_equal; ring);
  rewrite (degenerate_square f q) by positive.
Ltac second l f lf q :=
  let H := fresh "E" in let P := fresh "P" in let F := fresh "F" in
  assert (P : 0 < q) by positive;
  evar (F : R -> R);
  assert (H : E1 (fun x => f x ^ 2) q = F q);
  [ apply (second_moment l f F q);
    [ good_list | exact P | intros; apply lf
    | let r := fresh "r" in let A := fresh "A" in intros r A; moments; unfold F; reflexivity
    | unfold F; cbv beta; cont ]
  | unfold F in H; cbv beta in H; clear F; rewrite H; clear H ].
Ltac mean l f lf q :=
  let H := fresh "P" in assert (H : 0 < q) by positive;
  rewrite (E1_table l f q); [ | good_list | exact H | intros; apply lf ]; moments.
Ltac inequality := first [lra | nra].
