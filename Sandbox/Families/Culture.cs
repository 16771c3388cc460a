namespace Sandbox.Families;

/// <summary>Names that go together.</summary>
internal sealed record Culture(string[] Families, string[] Women, string[] Men)
{
    public static IReadOnlyList<Culture> All { get; } =
    [
        new(["Baker", "Carter", "Hughes", "Murphy", "Olsen", "Turner", "Walsh", "Young"],
            ["Alice", "Carol", "Diane", "Grace", "Helen", "Joan", "Lucy", "Nora", "Ruth", "Tess"],
            ["Adam", "Brian", "Carl", "Dennis", "Frank", "Glen", "Henry", "Kevin", "Owen", "Peter"]),
        new(["Alvarez", "Castillo", "Fuentes", "Herrera", "Morales", "Ortega", "Rojas", "Vega"],
            ["Beatriz", "Camila", "Elena", "Isabel", "Lucia", "Marta", "Paloma", "Rosa", "Sofia", "Teresa"],
            ["Andres", "Carlos", "Diego", "Enrique", "Javier", "Manuel", "Mateo", "Pablo", "Rafael", "Tomas"]),
        new(["Huang", "Li", "Lin", "Wang", "Xu", "Yang", "Zhang", "Zhao"],
            ["Fang", "Hui", "Jing", "Lan", "Mei", "Ning", "Qian", "Xiu", "Yan", "Zhen"],
            ["Bo", "Cheng", "Feng", "Gang", "Hao", "Jun", "Lei", "Ming", "Peng", "Tao"]),
        new(["Agarwal", "Chopra", "Gupta", "Iyer", "Mehta", "Nair", "Patel", "Rao"],
            ["Anjali", "Deepa", "Kavita", "Lakshmi", "Meera", "Nisha", "Pooja", "Radha", "Sunita", "Uma"],
            ["Ajay", "Arjun", "Dev", "Gopal", "Kiran", "Mohan", "Nikhil", "Rahul", "Sanjay", "Vikram"]),
        new(["Abdi", "Farah", "Haddad", "Karimi", "Mansour", "Nasser", "Rahimi", "Saleh"],
            ["Amina", "Fatima", "Hana", "Layla", "Maryam", "Noor", "Rania", "Salma", "Yasmin", "Zainab"],
            ["Ali", "Bilal", "Hassan", "Ibrahim", "Karim", "Omar", "Rashid", "Samir", "Tariq", "Yusuf"]),
        new(["Adeyemi", "Banda", "Diallo", "Kamau", "Mensah", "Mwangi", "Okafor", "Toure"],
            ["Abena", "Adaeze", "Amara", "Chioma", "Efua", "Imani", "Nia", "Ngozi", "Thandi", "Zuri"],
            ["Abdou", "Chidi", "Emeka", "Jabari", "Kofi", "Kwame", "Musa", "Sekou", "Tunde", "Uche"]),
        new(["Kowalski", "Novak", "Petrov", "Popescu", "Sokolov", "Szabo", "Todorov", "Wozniak"],
            ["Agata", "Danuta", "Ewa", "Irina", "Katya", "Ludmila", "Milena", "Olga", "Tatiana", "Zofia"],
            ["Andrzej", "Boris", "Dmitri", "Goran", "Igor", "Jan", "Laszlo", "Milan", "Pavel", "Stefan"]),
        new(["Bui", "Do", "Hoang", "Le", "Nguyen", "Pham", "Tran", "Vo"],
            ["Anh", "Bich", "Chau", "Dung", "Hoa", "Lien", "Linh", "Mai", "Thao", "Trinh"],
            ["An", "Binh", "Cuong", "Duc", "Hieu", "Khanh", "Long", "Nam", "Quang", "Tuan"]),
    ];
}
