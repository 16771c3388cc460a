using Gateway.Subjects;

namespace Gateway.Tests.Subjects;

/// <summary>The same reading in Spanish, with and without accents.</summary>
public sealed class SpanishMessageTests
{
    [Theory]
    [InlineData("Mi hijo tiene fiebre desde ayer y no quiere comer", "son johnny,will")]
    [InlineData("A mi niña le duele el oído, ¿la pueden ver hoy?", "daughter elizabeth")]
    [InlineData("a mi nina le duele el oido, la pueden ver hoy?", "daughter elizabeth")]
    [InlineData("Mi suegra se cayó y le duele la cadera", "mother-in-law")]
    [InlineData("Le escribo por mi papá. Tiene la pierna hinchada y le falta el aire.", "father george")]
    [InlineData("Necesito una cita para mi hija", "daughter elizabeth")]
    [InlineData("Johnny amaneció con tos y calentura", "son johnny")]
    [InlineData("mi esposo esta vomitando y le duele el pecho", "husband")]
    [InlineData("Mi hija de 11 años tiene ronchas en los brazos", "daughter elizabeth")]
    public void Somebody_else_is_found(string text, string expected) => Assert.Equal(expected, Say(text));

    [Theory]
    [InlineData("Tengo dolor de cabeza y fiebre desde el lunes")]
    [InlineData("Me duele la rodilla. Mi hijo me puede llevar el viernes.")]
    [InlineData("Mi mamá tuvo cáncer de seno, ¿me debo hacer la mamografía?")]
    [InlineData("Se me acabó la pastilla de la presión, ¿me mandan la receta?")]
    [InlineData("Estoy embarazada y tengo náuseas. ¿Qué puedo tomar?")]
    [InlineData("La metformina de siempre, la recoge mi marido")]
    [InlineData("Mi hijo pasa por la receta el martes")]
    [InlineData("Mi esposo dice que ronco mucho. Me siento cansada todo el día.")]
    public void The_writer_is_the_patient(string text) => Assert.Equal("subject", Say(text));

    [Theory]
    [InlineData("Vacunas para los dos, mi esposo y yo, por favor")]
    [InlineData("Mi esposo y yo tenemos diarrea y vómito desde anoche")]
    public void Two_are_several(string text) => Assert.Equal("several", Say(text));

    private static string Say(string text) => Families.Say(NarrativeReader.Assess(text, Families.Nora));
}
