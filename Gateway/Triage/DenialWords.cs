namespace Gateway.Triage;

/// <summary>
/// The words of one language that deny and that end a denial: which turn ("but"), which name a new subject, which deny, which deny only the verb beside them
/// ("cannot"), which after a denial open a list ("don't have …"), which deny lists by themselves ("no …, … or …"), which join clauses,
/// and which after such a word begin something new ("no spleen and a fever").
/// </summary>
internal sealed record DenialWords(string Turns, string Subjects, string Denies, string Cannot, string Having, string Lists, string Joins, string Articles);
