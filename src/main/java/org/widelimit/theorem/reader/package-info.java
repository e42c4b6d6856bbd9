/**
 * Reads theorem files: YAML with places ({@link YamlDocument}), the schema, formulas ({@link
 * FormulaReader}), TeX ({@link TexFormulas}), citations. Each fault has line, column, what was
 * expected and the nearest known word.
 */
@org.jspecify.annotations.NullMarked
package org.widelimit.theorem.reader;
