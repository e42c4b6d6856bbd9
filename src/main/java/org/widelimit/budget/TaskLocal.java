package org.widelimit.budget;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A value of a thread that goes along with the tasks that the thread hands to others ({@link
 * BoundedTask}).
 *
 * @param <T> its type
 */
public final class TaskLocal<T> {

  private static final List<TaskLocal<?>> ALL = new CopyOnWriteArrayList<>();

  private final ThreadLocal<T> value;

  private TaskLocal(T initial) {
    this.value = ThreadLocal.withInitial(() -> initial);
  }

  /** Returns one that has a value where none was given; there are few, and they live for ever. */
  public static <T> TaskLocal<T> of(T initial) {
    TaskLocal<T> local = new TaskLocal<>(initial);
    ALL.add(local);
    return local;
  }

  /** Returns the value on this thread. */
  public T get() {
    return value.get();
  }

  /**
   * Gives this thread a value while it works.
   *
   * @throws Exception what the work throws
   */
  public <R> R during(T bound, Callable<R> work) throws Exception {
    T before = value.get();
    value.set(bound);
    try {
      return work.call();
    } finally {
      value.set(before);
    }
  }

  /** Returns a task that has the values of this thread on whatever thread it runs. */
  static <R> Callable<R> carried(Callable<R> task) {
    Callable<R> carried = task;
    for (TaskLocal<?> local : ALL) {
      carried = local.bound(carried);
    }
    return carried;
  }

  private <R> Callable<R> bound(Callable<R> task) {
    T here = value.get();
    return () -> during(here, task);
  }
}
