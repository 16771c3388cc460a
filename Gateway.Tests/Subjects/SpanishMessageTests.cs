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

    /// <summary>What the family is called at home, from Mexico to Puerto Rico.</summary>
    [Theory]
    [InlineData("mi gordito esta con tos y moco verde", "son johnny,will")]
    [InlineData("la cipota anda con calentura y dolor de garganta", "daughter elizabeth")]
    [InlineData("mi amá no puede orinar desde la mañana", "mother")]
    [InlineData("a mi suegrito le recetaron warfarina y le sangran las encias", "father-in-law")]
    [InlineData("una amiga esta embarazada y sangrando, que hace", "friend")]
    [InlineData("a un muchacho de mi trabajo se le pelan las manos", "coworker")]
    public void Whoever_has_a_name_at_home_is_somebody(string text, string expected) => Assert.Equal(expected, Say(text));

    [Theory]
    [InlineData("tengo un granito chiquito en la cara que me duele")]
    [InlineData("una amiga me dijo que la metformina hace daño, ¿es cierto? Yo la tomo")]
    [InlineData("mi pequeño problema es la tos, no se me quita")]
    public void Such_words_mean_other_things_too(string text) => Assert.Equal("subject", Say(text));

    /// <summary>"Me" beside another's verb only says that the writer cares.</summary>
    [Theory]
    [InlineData("Se me enfermó la niña, tiene 39 de fiebre", "daughter elizabeth")]
    [InlineData("me le dio calentura al bebe en la noche", "baby johnny,elizabeth,will")]
    [InlineData("tengo al niño con diarrea y vomito", "son johnny,will")]
    public void Who_is_ill_may_come_behind_me(string text, string expected) => Assert.Equal(expected, Say(text));

    [Theory]
    [InlineData("Se me cayó el pelo después del parto")]
    [InlineData("El perro me mordió la mano")]
    [InlineData("Después de que nació mi niña me quedó un dolor en la cadera")]
    [InlineData("Cuido a mi mamá y me duele la espalda")]
    [InlineData("Me aprieta el pecho. Mi esposo no está. ¿Me tomo la aspirina?")]
    public void What_is_done_to_me_is_mine(string text) => Assert.Equal("subject", Say(text));

    [Theory]
    [InlineData("Mi hijo me dijo que se quiere matar", "son johnny,will")]
    [InlineData("Mi esposo dice que se me hincha la cara", "subject")]
    [InlineData("Yurubí amaneció con fiebre", "undecided")]
    [InlineData("Ayer amaneció nublado y me duele la rodilla", "subject")]
    [InlineData("la Ximena trae fiebre y no quiere comer", "undecided")]
    [InlineData("Rosita de la recepción dice que mi receta está vencida", "subject")]
    [InlineData("me pasan las dos cosas, mi receta y la carta", "subject")]
    [InlineData("mi esposo y yo tenemos fiebre los dos", "several")]
    public void What_is_said_is_of_the_one_it_is_said_of(string text, string expected) => Assert.Equal(expected, Say(text));

    [Theory]
    [InlineData("Mi suegra le dio suero y ya no vomita", "subject")]
    [InlineData("A mi suegra le dio fiebre y vomita", "mother-in-law")]
    [InlineData("Mi suegra dice que es por el ojo. ¿Está bien de peso para su edad?", "subject")]
    [InlineData("La señora que lo cuida notó una llaga en la espalda. Desde hoy tiene 38.", "subject")]
    [InlineData("doctora elizabeth tiene 39 y no para de temblar", "daughter elizabeth")]
    [InlineData("La doctora Elizabeth le dijo que tiene la garganta roja", "subject")]
    [InlineData("No es el niño, es Elizabeth: le arde cuando orina", "daughter elizabeth")]
    public void In_a_childs_chart_it_goes_on_about_the_child(string text, string expected) =>
        Assert.Equal(expected, Families.Say(NarrativeReader.Assess(text, Families.NoraForJohnny)));

    private static string Say(string text) => Families.Say(NarrativeReader.Assess(text, Families.Nora));
}
