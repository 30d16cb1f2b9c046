/** The smallest Java program; its run time is the reference for all commands. */
public class Hello {
    public static void main(String[] args) {
        System.out.println("Hello");
    }
}
