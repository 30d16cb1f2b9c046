/** The least that Java can do, which every start of the command is compared with. */
public class Hello {
    public static void main(String[] args) {
        System.out.println("Hello");
    }
}
